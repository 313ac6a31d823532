import { defineGuard, noOptions } from "../define-guard.ts";

/** Entry of the guard `canary`. */
export const canaryGuard = defineGuard({
  id: "canary",
  cost: "rules",
  reference: {
    about: `A random word is planted in the prompt of each call. A text with this word has told the prompt, also in other case,
backwards, spelled apart or encoded. Lydian uses the random name of its fences as the word. \`createCanary\` makes one for your
own prompts. Where nothing was planted, the guard finds nothing.`,
    stages: ["output", "stream"],
    types: "`CANARY`",
    needsContext: true,
  },
  options: noOptions,
  load: async () => (await import("./create-canary-check.ts")).createCanaryCheck(),
});
