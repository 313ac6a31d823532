import { type AnswerSentence, type ContextPassage, defined, type Span } from "../../../core/index.ts";
import type { CitedSentence } from "./read-cited-sentences.ts";

/**
 * Ties a model's sentence to the exact places in the passages that it names. Returns undefined if it names no existing
 * passage, or if those share no word with it.
 */
export function toAnswerSentence(
  { text, statement, passages: numbers, isLine }: CitedSentence,
  passages: readonly ContextPassage[],
  findEvidence: (sentence: string, passage: string) => readonly Span[],
): AnswerSentence | undefined {
  const evidence = passages
    .filter(({ number }) => numbers.includes(number))
    .flatMap(({ number, text: passageText, hit }) =>
      findEvidence(statement ?? text, passageText).map(({ start, end }) => ({
        passage: number,
        span: { start: hit.span.start + start, end: hit.span.start + end },
      })),
    );
  if (evidence.length === 0) return undefined;
  return defined({ text, evidence, layout: isLine ? "line" : "sentence", statement });
}
