import type { AnswerSentence, Span } from "../../../core/index.ts";
import type { Candidate } from "./find-candidate-sentences.ts";

/**
 * A row or an item is shown under what it can not be read without, both cited, and then the cells of the row that
 * answer. Where the sentence before stands under the same, that is not said twice.
 */
export function quoteCandidate(candidate: Candidate, before?: Candidate, cells: readonly Span[] = []): AnswerSentence {
  const { passage, span, header, kind, text } = candidate;
  const isSaid =
    before?.header?.span.start === header?.span.start && before?.passage.hit.documentId === passage.hit.documentId;
  const spans = [...(header ? [header.span] : []), span, ...cells];
  const lines = header && !isSaid ? [header.text, text] : [text];
  return {
    // The white space of a row keeps its cells apart.
    text: lines.map((line) => (kind === "row" ? line : line.replace(/\s+/gu, " "))).join("\n"),
    evidence: spans.map((cited) => ({ passage: passage.number, span: cited })),
    layout: kind === "sentence" ? "sentence" : "line",
  };
}
