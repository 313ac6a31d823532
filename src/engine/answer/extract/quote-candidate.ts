import type { AnswerSentence, Span } from "../../../core/index.ts";
import type { Candidate } from "./find-candidate-sentences.ts";

/**
 * Returns the candidate as a sentence of an answer. A row or an item comes with its header, and cites the header,
 * itself and the cells that answer. The header is not repeated if the previous sentence has the same one.
 */
export function quoteCandidate(candidate: Candidate, before?: Candidate, cells: readonly Span[] = []): AnswerSentence {
  const { passage, span, header, kind, text } = candidate;
  const isRepeated =
    before?.header?.span.start === header?.span.start && before?.passage.hit.documentId === passage.hit.documentId;
  const spans = [...(header ? [header.span] : []), span, ...cells];
  const lines = header && !isRepeated ? [header.text, text] : [text];
  return {
    // White space separates the cells of a row.
    text: lines.map((line) => (kind === "row" ? line : line.replace(/\s+/gu, " "))).join("\n"),
    evidence: spans.map((cited) => ({ passage: passage.number, span: cited })),
    layout: kind === "sentence" ? "sentence" : "line",
  };
}
