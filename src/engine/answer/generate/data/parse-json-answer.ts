import { z } from "zod";
import { type Json, parseJson } from "../../../../core/index.ts";

/** One sentence of a model, and the places of the values that it says, as the model wrote them. */
export interface ValueSentence {
  readonly text: string;
  readonly passages: readonly number[];
  readonly values: readonly string[];
}

export interface JsonAnswer {
  readonly sentences: readonly ValueSentence[];
  readonly answer: Json;
}

/** Deeper ones are no data, but would exhaust whoever walks through them. */
const MOST_DEPTH = 40;

const form = z.object({
  sentences: z.array(
    z.object({
      text: z.string(),
      passages: z.array(z.unknown()).transform((all) => all.filter((one) => typeof one === "number")),
      values: z.array(z.unknown()).transform((all) => all.filter((one) => typeof one === "string")),
    }),
  ),
  answer: z.json(),
});

/**
 * Reads the JSON object of a model's text, also where words or a fence stand around it.
 *
 * @returns  what is wrong, in words for the model, where it is none or has another form
 */
export function parseJsonAnswer(text: string): JsonAnswer | { readonly problem: string } {
  const written = text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1);
  if (written === "") return { problem: "There is no JSON object." };
  if (depthOf(written) > MOST_DEPTH) return { problem: "The JSON is nested too deeply." };
  const value = parseJson(written);
  if (value === undefined) return { problem: "It is not valid JSON." };
  const read = form.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return { problem: `"${issue?.path.join(".")}" of the JSON object is not as asked for: ${issue?.message ?? "?"}.` };
}

/** Of brackets outside of strings. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [mark] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/gsu)) {
    if (mark === "[" || mark === "{") depth++;
    else if (mark === "]" || mark === "}") depth--;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
