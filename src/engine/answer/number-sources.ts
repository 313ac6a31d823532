import type { Passage } from "../../core/index.ts";
import type { AnswerText } from "./build-answer-text.ts";

/** An answer's text and its passages, numbered alike. */
interface NumberedSources {
  readonly answerText: AnswerText;
  readonly passages: readonly Passage[];
}

/**
 * Numbers the sources in the order in which a reader meets them: from 1 by their first citation, then the passages that
 * are not cited. The passages keep their order.
 */
export function numberSources(answerText: AnswerText, passages: readonly Passage[]): NumberedSources {
  const oldNumbers = new Set([...answerText.citations, ...passages].map(({ number }) => number));
  const newNumbers = new Map([...oldNumbers].map((number, index) => [number, index + 1]));
  const renumber = <Source extends { readonly number: number }>(source: Source): Source => ({
    ...source,
    number: newNumbers.get(source.number) ?? source.number,
  });
  return {
    answerText: { ...answerText, citations: answerText.citations.map(renumber) },
    passages: passages.map(renumber),
  };
}
