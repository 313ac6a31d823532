import type { CitedSentence } from "./read-cited-sentences.ts";

/** JSON Schema of one sentence of an answer, limited to keywords that all providers support. */
export const sentenceSchema = {
  type: "object",
  properties: {
    text: { type: "string", description: "One sentence of the answer, without passage numbers." },
    passages: {
      type: "array",
      items: { type: "integer" },
      description: "The numbers of the passages that the sentence rests on.",
    },
  },
  required: ["text", "passages"],
  additionalProperties: false,
} as const;

const MARK = /(?<!\s)\s*\[\s*\d{1,4}(?:\s*[,;]\s*\d{1,4})*\s*\]/gu;

/** Reads an element as a provider returned it; undefined if it is not a sentence. */
export function readElement(value: unknown): CitedSentence | undefined {
  if (typeof value !== "object" || value === null || !("text" in value) || !("passages" in value)) return undefined;
  const { text, passages } = value;
  if (typeof text !== "string" || !Array.isArray(passages)) return undefined;
  const sentence = text.replace(MARK, "").trim();
  if (!/[\p{L}\p{N}]/u.test(sentence)) return undefined;
  const numbers = passages.filter((number): number is number => Number.isSafeInteger(number));
  return { text: sentence, passages: [...new Set(numbers)].sort((a, b) => a - b), isLine: false };
}
