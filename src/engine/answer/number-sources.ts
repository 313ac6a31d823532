import type { Passage } from "../../core/index.ts";
import type { AnswerText } from "./build-answer-text.ts";

/**
 * Numbers the sources as a reader meets them: from 1 in the order of their first citation, then the passages that are
 * not cited. The passages keep the order in which the answerer read them.
 */
export function numberSources(
  spoken: AnswerText,
  passages: readonly Passage[],
): { readonly spoken: AnswerText; readonly passages: readonly Passage[] } {
  const met = [...spoken.citations, ...passages].map(({ number }) => number);
  const numbers = new Map([...new Set(met)].map((number, index) => [number, index + 1]));
  const renumber = <T extends { readonly number: number }>(one: T): T => ({
    ...one,
    number: numbers.get(one.number) ?? one.number,
  });
  return { spoken: { ...spoken, citations: spoken.citations.map(renumber) }, passages: passages.map(renumber) };
}
