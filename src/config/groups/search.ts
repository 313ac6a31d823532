import { z } from "zod";
import { searchMode } from "../../core/schemas/index.ts";
import { parseSynonyms } from "../parse-synonyms.ts";

/** The settings `search.*`. */
export const search = z.strictObject({
  mode: searchMode.default("hybrid").meta({
    level: "basic",
    description: "Search by words (`lexical`), by meaning (`vector`), or by both (`hybrid`).",
  }),
  limit: z.int().min(1).max(1_000).default(10).meta({ level: "basic", description: "Maximum number of hits." }),
  // Synonyms decide which documents answer a question.
  synonyms: z
    .string()
    .max(10_000_000)
    .meta({
      level: "basic",
      needsTrust: true,
      description:
        "Synonyms, one rule a line. `heart attack, myocardial infarction` works in both directions, `ECG => electrocardiogram` in one.",
    })
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
      "Number of other phrasings of the question that the language model of `answer.model` writes. Each is searched too, and the question itself weighs most.",
    ),
});
