import { defineGuard, noOptions } from "../define-guard.ts";

/** Entry of the guard `toxicity`. */
export const toxicityGuard = defineGuard({
  id: "toxicity",
  cost: "small-model",
  reference: {
    about: `A linear model for English messages. The score is the probability that a part of the text of up to 280 characters is offensive or
hateful. The places are the words that weigh most.`,
    stages: "all",
    types: "`offensive`, `hate`",
  },
  options: noOptions,
  load: async () => (await import("./create-toxicity-check.ts")).createToxicityCheck(),
});
