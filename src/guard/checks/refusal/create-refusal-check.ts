import { z } from "zod";
import type { CheckResult } from "../../guard.ts";
import type { Finding } from "../../matching/merge-findings.ts";
import { createExpressionReader, partsSchema } from "../../matching/read-expressions.ts";
import type { Measure } from "../define-guard.ts";
import english from "./english.json" with { type: "json" };
import german from "./german.json" with { type: "json" };

/** Number of characters at the beginning in which a model refuses. Later such words mostly belong to an answer. */
const BEGINNING_LENGTH = 400;

/** Data file of a language: forms in which models refuse. Each needs the first person or the word for a model. */
const languageSchema = z.strictObject({
  flags: z.enum(["i", "iu"]),
  parts: partsSchema,
  forms: z.array(z.strictObject({ score: z.number().min(0).max(1), form: z.string().min(1) })),
});

const forms = [english, german].flatMap((file) => {
  const { flags, parts, forms } = languageSchema.parse(file);
  const read = createExpressionReader(parts);
  return forms.map(({ score, form }) => ({ score, expression: new RegExp(read([form]), flags) }));
});

/**
 * Creates the guard `refusal`: answers in which a model refuses to answer, in English and German. Only the beginning is
 * read.
 */
export function createRefusalCheck(): Measure {
  return { version: "1", threshold: 0.5, check: ({ text }) => findRefusal(text) };
}

function findRefusal(text: string): CheckResult {
  const beginning = text.slice(0, BEGINNING_LENGTH);
  const spans = forms.flatMap(({ score, expression }): readonly Finding[] => {
    const match = expression.exec(beginning);
    if (match === null) return [];
    const end = match.index + match[0].length;
    return [{ start: match.index, end, type: "REFUSAL", evidence: "refusal-form", score }];
  });
  return { score: spans.reduce((highest, { score }) => Math.max(highest, score), 0), spans };
}
