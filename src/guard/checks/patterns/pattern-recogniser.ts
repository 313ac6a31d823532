import { z } from "zod";
import { phraseSchema, spanTypeSchema } from "../../matching/listed-words.ts";

/** Schema of one way to write what a recogniser finds. */
const patternSchema = z.strictObject({
  /** Name in verdicts. */
  name: phraseSchema,
  /** Expression of RE2, which ignores case. */
  regex: z.string().min(1).max(5000),
  /** Certainty by the form alone. */
  score: z.number().min(0).max(1),
});

/** Schema of what finds one kind of data, such as `EMPLOYEE_NUMBER`, by patterns and by a list. */
export const patternRecogniserSchema = z.strictObject({
  type: spanTypeSchema,
  patterns: z.array(patternSchema).max(1000).default([]),
  /** Words that are found as whole words, with the score 1. */
  denyList: z.array(phraseSchema).max(10_000).default([]),
  /** Words that raise the score of a pattern if they occur a few words before it. */
  context: z.array(phraseSchema).max(1000).default([]),
});

export type PatternRecogniser = z.infer<typeof patternRecogniserSchema>;
