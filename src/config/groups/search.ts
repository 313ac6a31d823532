import { z } from "zod";
import { parseSynonyms } from "../parse-synonyms.ts";

/** The settings `search.*`. */
export const search = z.strictObject({
  mode: z.enum(["hybrid", "lexical", "vector"]).default("hybrid").describe("By words, by meaning, or by both."),
  limit: z.int().min(1).max(1_000).default(10).describe("How many hits a search gives."),
  synonyms: z
    .string()
    .max(10_000_000)
    .describe(
      "Words that searches also look for, a rule a line: `heart attack, myocardial infarction` stand for each other; `ECG => electrocardiogram` holds in one direction.",
    )
    .transform((text, context) => {
      const read = parseSynonyms(text);
      if ("rules" in read) return read.rules;
      context.addIssue({ code: "custom", message: read.problem });
      return z.NEVER;
    })
    .exactOptional(),
  rephrasings: z
    .int()
    .min(0)
    .max(5)
    .default(0)
    .describe(
      "How many other phrasings of a question the language model of `answer.model` writes, each of which is searched too; the question itself weighs most. 0: none.",
    ),
  memoryMegabytes: z
    .int()
    .min(1)
    .max(1_048_576)
    .exactOptional()
    .describe(
      "Most memory, in MiB, for the words and vectors of the index between their uses: a larger index is searched segment by segment, and read again each time. Left out: no limit.",
    ),
});
