import { defineGuard, noOptions } from "../define-guard.ts";

/** Entry of the guard `profanity`. */
export const profanityGuard = defineGuard({
  id: "profanity",
  cost: "rules",
  reference: {
    about: `English words and phrases that people rate as offensive: whole words, also in look-alike letters. The score is the rating of 1 to 3, divided by
3. Words that ordinary texts use too count half. Mild words that occur almost only in offensive messages count as strong.`,
    stages: "all",
    types: "`profanity`",
  },
  options: noOptions,
  load: async () => (await import("./create-profanity-check.ts")).createProfanityCheck(),
});
