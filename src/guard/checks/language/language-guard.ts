import { z } from "zod";
import { defineGuard } from "../define-guard.ts";

/** Entry of the guard `language`. */
export const languageGuard = defineGuard({
  id: "language",
  cost: "rules",
  reference: {
    about: `Texts that are clearly in another language. Short texts, names and numbers pass.`,
    stages: ["input", "output"],
    types: "`OTHER_LANGUAGE`",
    example: { languages: ["en", "de"] },
  },
  options: z.strictObject({
    languages: z
      .array(z.string().regex(/^[a-z]{2}$/, "must be a language such as en (ISO 639-1)"))
      .min(1)
      .max(60)
      .optional()
      .describe("Languages that a text may have, ISO 639-1. Default: the language of the question, from the context."),
  }),
  load: async ({ languages }) => (await import("./create-language-check.ts")).createLanguageCheck(languages),
});
