import { defineGuard, noOptions } from "../define-guard.ts";

/** Entry of the guard `indirect-injection`. */
export const indirectInjectionGuard = defineGuard({
  id: "indirect-injection",
  cost: "rules",
  reference: {
    about: `Sentences that command the assistant, in documents, mails and results of tools. [Weights](../../models/indirect-injection/README.md)
score each sentence, row or line by its words and by how it differs from the others. Use it with the action \`quarantine\`.
With a \`threshold\` of 0.995 it finds 78 instead of 84 % of the planted commands of \`bipia\`, and takes 4 instead of 18 of 10,000
sentences of real documents for commands.`,
    stages: ["ingest", "retrieval", "tool-result"],
    types: "`COMMAND`",
  },
  options: noOptions,
  load: async () => (await import("./create-indirect-injection-check.ts")).createIndirectInjectionCheck(),
});
