import { z } from "zod";
import { phraseSchema, spanTypeSchema } from "../../matching/listed-words.ts";
import { severitySchema } from "../../matching/severity.ts";

/** Schema of a list of phrases that a text may not contain. */
export const phraseListSchema = z.strictObject({
  type: spanTypeSchema,
  phrases: z.array(phraseSchema).min(1).max(10_000),
  severity: severitySchema.default("high"),
});

export type PhraseList = z.infer<typeof phraseListSchema>;
