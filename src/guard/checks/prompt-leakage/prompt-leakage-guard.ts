import { defineGuard, noOptions } from "../define-guard.ts";

/** Entry of the guard `prompt-leakage`. */
export const promptLeakageGuard = defineGuard({
  id: "prompt-leakage",
  cost: "rules",
  reference: {
    about: `Runs of eight words or more that an answer shares with the instructions of the model. The score is the share of the answer that is
copied, or the share of the instructions, whichever is higher. Words of the evidence or the question do not count.`,
    stages: ["output", "stream"],
    types: "`PROMPT_TEXT`",
    needsContext: true,
  },
  options: noOptions,
  load: async () => (await import("./create-prompt-leakage-check.ts")).createPromptLeakageCheck(),
});
