import { defineGuard, noOptions } from "../define-guard.ts";

/** Entry of the guard `personal-names`. */
export const personalNamesGuard = defineGuard({
  id: "personal-names",
  cost: "small-model",
  reference: {
    about: `Names and postal addresses of people, by a small model. Places, organisations, peoples and titles name nobody alone, so they have half the
score. See [personal data](../guides/personal-data.md).`,
    stages: "all",
    types: "`PERSON`, `STREET_ADDRESS`, `GPE`, `ORGANIZATION`, `NRP`, `TITLE`",
  },
  options: noOptions,
  load: async () => (await import("./create-personal-names-check.ts")).createPersonalNamesCheck(),
});
