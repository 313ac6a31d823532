import { z } from "zod";
import { findJsonExcess, type Json, parseJson } from "../../../../core/index.ts";

/** A sentence of a model, and the places of the values that it says, as the model wrote them. */
export interface ValueSentence {
  readonly text: string;
  readonly passages: readonly number[];
  readonly values: readonly string[];
}

export interface JsonAnswer {
  readonly sentences: readonly ValueSentence[];
  readonly answer: Json;
}

/** Maximum nesting of lists and objects. Deeper ones are an attack rather than data, and would exhaust the stack. */
const MAX_DEPTH = 40;

const form = z.object({
  sentences: z.array(
    z.object({
      text: z.string(),
      passages: z.array(z.unknown()).transform((items) => items.filter((item) => typeof item === "number")),
      values: z.array(z.unknown()).transform((items) => items.filter((item) => typeof item === "string")),
    }),
  ),
  answer: z.json(),
});

/**
 * Reads the JSON object in a model's text, even if words or a fence surround it.
 *
 * @returns  the problem, in words for the model, if there is no object or it has another form
 */
export function parseJsonAnswer(text: string): JsonAnswer | { readonly problem: string } {
  const written = text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1);
  if (written === "") return { problem: "There is no JSON object." };
  if (findJsonExcess(written, { depth: MAX_DEPTH }) !== undefined) return { problem: "The JSON is nested too deeply." };
  const value = parseJson(written);
  if (value === undefined) return { problem: "It is not valid JSON." };
  const result = form.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  return { problem: `"${issue?.path.join(".")}" of the JSON object is not as asked for: ${issue?.message ?? "?"}.` };
}
