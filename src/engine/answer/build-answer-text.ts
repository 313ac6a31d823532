import { append, type Citation, type Claim, defined, type Span } from "../../core/index.ts";
import type { JudgedSentence } from "./judge-sentence.ts";

/** The text of an answer with its claims and citations. */
export interface AnswerText {
  readonly text: string;
  /** One claim for each sentence, in reading order. */
  readonly claims: readonly Claim[];
  readonly citations: readonly Citation[];
}

/** Joins sentences by spaces; table rows and list items stay on separate lines. */
export function buildAnswerText(sentences: readonly JudgedSentence[]): AnswerText {
  let text = "";
  const claims: Claim[] = [];
  const citations: Citation[] = [];
  let previous: JudgedSentence | undefined;
  for (const sentence of sentences) {
    text += previous ? separator(previous, sentence) : "";
    const span = { start: text.length, end: text.length + sentence.text.length };
    text += sentence.text;
    const first = citations.length;
    append(citations, citationsOf(sentence, span));
    const { verdict, why, decidedBy, statement, calculation } = sentence;
    const citationIndexes = citations.slice(first).map((_, index) => first + index);
    claims.push(defined({ span, verdict, why, citations: citationIndexes, decidedBy, statement, calculation }));
    previous = sentence;
  }
  return { text, claims, citations };
}

function separator(left: JudgedSentence, right: JudgedSentence): string {
  return left.layout === "line" || right.layout === "line" ? "\n" : " ";
}

/**
 * Ties each citation to its place in the answer: a quote to its place in the sentence, a part of an earlier quote to
 * its place in that quote, anything else to the whole sentence.
 */
function citationsOf(sentence: JudgedSentence, span: Span): readonly Citation[] {
  const placed: { readonly cited: JudgedSentence["citations"][number]; readonly at: number }[] = [];
  let from = 0;
  return sentence.citations.map((citation) => {
    const { passage, ...cited } = citation;
    const outer = placed.find((earlier) => isWithin(citation, earlier.cited));
    const at = outer ? outer.at + cited.span.start - outer.cited.span.start : sentence.text.indexOf(cited.quote, from);
    if (at < 0) return { number: passage, answerSpan: { ...span }, ...cited };
    if (!outer) from = at + cited.quote.length;
    placed.push({ cited: citation, at });
    const start = span.start + at;
    return { number: passage, answerSpan: { start, end: start + cited.quote.length }, ...cited };
  });
}

type CitedPlace = Pick<Citation, "documentId" | "span">;

function isWithin(inner: CitedPlace, outer: CitedPlace): boolean {
  return (
    inner.documentId === outer.documentId && outer.span.start <= inner.span.start && inner.span.end <= outer.span.end
  );
}
