import type { AnswerSentence, ContextPassage, Span } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import type { CitedSentence } from "./read-cited-sentences.ts";

interface Services {
  /** The spans of a passage's text that a sentence rests on. */
  findEvidence(sentence: string, passage: string): readonly Span[];
}

/**
 * A model's sentence with the exact places of the passages that it names; undefined if it names none that is there, or if
 * they share no word with it.
 */
export function toAnswerSentence(
  { findEvidence }: Services,
  { text, statement, passages: numbers, isLine }: CitedSentence,
  passages: readonly ContextPassage[],
): AnswerSentence | undefined {
  const evidence = passages
    .filter(({ number }) => numbers.includes(number))
    .flatMap(({ number, text: own, hit }) =>
      findEvidence(statement ?? text, own).map(({ start, end }) => ({
        passage: number,
        span: { start: hit.span.start + start, end: hit.span.start + end },
      })),
    );
  if (evidence.length === 0) return undefined;
  return defined({ text, evidence, layout: isLine ? "line" : "sentence", statement });
}
