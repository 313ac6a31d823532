import { defineGuard, noOptions } from "../define-guard.ts";

/** Entry of the guard `refusal`. */
export const refusalGuard = defineGuard({
  id: "refusal",
  cost: "rules",
  reference: {
    about: `Answers in which a model refuses, in English and German. Only the first 400 characters are read.`,
    stages: ["output"],
    types: "`REFUSAL`",
  },
  options: noOptions,
  load: async () => (await import("./create-refusal-check.ts")).createRefusalCheck(),
});
