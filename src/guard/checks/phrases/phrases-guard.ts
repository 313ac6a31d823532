import { z } from "zod";
import { defineGuard } from "../define-guard.ts";
import { phraseListSchema } from "./phrase-list.ts";

/** Entry of the guard `phrases`. */
export const phrasesGuard = defineGuard({
  id: "phrases",
  cost: "rules",
  reference: {
    about: `Names of competitors, forbidden words: whole words, in any case, also between invisible characters.`,
    stages: "all",
    types: "your own",
    example: { lists: [{ type: "PROMISE", phrases: ["guarantee*", "free of charge"], severity: "medium" }] },
  },
  options: z.strictObject({
    lists: z
      .array(phraseListSchema)
      .min(1)
      .max(100)
      .describe(
        "Lists of phrases, each with `type`, `phrases` and `severity` (default: `high`). A star at the end of a word matches any ending: `guarantee*`.",
      ),
  }),
  load: async ({ lists }) => (await import("./create-phrases-check.ts")).createPhrasesCheck(lists),
});
