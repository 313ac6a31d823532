import { defineGuard, noOptions } from "../define-guard.ts";

/** Entry of the guard `scope`. */
export const scopeGuard = defineGuard({
  id: "scope",
  cost: "rules",
  reference: {
    about: `The score is 1 less the certainty that the evidence answers the question. \`createScopeCheck({ embed, centroid })\` also compares
the text with the mean vector of a collection, and takes the lower score.`,
    stages: ["output"],
    types: "`OFF_TOPIC`",
    needsContext: true,
  },
  options: noOptions,
  load: async () => (await import("./create-scope-check.ts")).createScopeCheck(),
});
