import { defineGuard, noOptions } from "../define-guard.ts";

/** Entry of the guard `safe-harbor`. */
export const safeHarborGuard = defineGuard({
  id: "safe-harbor",
  cost: "small-model",
  reference: {
    about: `The 18 kinds of identifiers of 45 CFR 164.514(b)(2)(i). States, countries and ages below 90 may stay. Uncertain places count too. See
[Safe Harbor](../guides/personal-data.md#safe-harbor).`,
    stages: "all",
    types: "those of `personal-data` and `personal-names`, and others",
  },
  options: noOptions,
  load: async () => (await import("./create-safe-harbor-check.ts")).createSafeHarborCheck(),
});
