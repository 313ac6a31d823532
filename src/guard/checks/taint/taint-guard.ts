import { defineGuard, noOptions } from "../define-guard.ts";

/** Entry of the guard `taint`. */
export const taintGuard = defineGuard({
  id: "taint",
  cost: "rules",
  reference: {
    about: `Arguments of a tool that come from a document: six words in a row, or an address of a page, a person or a file. Words of the caller
do not count. Use the action \`review\`. \`runGuardedTool\` hands on the \`context\` of a call.`,
    stages: ["tool-call"],
    types: "`DOCUMENT_TEXT`, `DOCUMENT_TARGET`",
    needsContext: true,
  },
  options: noOptions,
  load: async () => (await import("./create-taint-check.ts")).createTaintCheck(),
});
