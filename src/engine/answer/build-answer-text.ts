import type { Citation, Claim, Span } from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import type { JudgedSentence } from "./judge-sentence.ts";

export interface AnswerText {
  readonly text: string;
  /** One a sentence, in reading order. */
  readonly claims: readonly Claim[];
  readonly citations: readonly Citation[];
}

/** Joins sentences by a space; a table row or a list item keeps a line of its own. Every claim has its citations. */
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
    citations.push(...citationsOf(sentence, span));
    const { verdict, why, decidedBy, statement, calculation } = sentence;
    const own = citations.slice(first).map((_, index) => first + index);
    claims.push(
      defined({ span, verdict, why, citations: own, decidedBy, statement, ...(calculation ? { calculation } : {}) }),
    );
    previous = sentence;
  }
  return { text, claims, citations };
}

function separator(left: JudgedSentence, right: JudgedSentence): string {
  return left.layout === "line" || right.layout === "line" ? "\n" : " ";
}

/**
 * A quote that stands in the sentence is tied to its own place there, a part of an earlier quote to its place in that, any
 * other to the whole sentence.
 */
function citationsOf(sentence: JudgedSentence, span: Span): readonly Citation[] {
  const placed: { readonly cited: JudgedSentence["citations"][number]; readonly at: number }[] = [];
  let from = 0;
  return sentence.citations.map((one) => {
    const { passage, ...cited } = one;
    const outer = placed.find((earlier) => isWithin(one, earlier.cited));
    const at = outer ? outer.at + cited.span.start - outer.cited.span.start : sentence.text.indexOf(cited.quote, from);
    if (at < 0) return { number: passage, answerSpan: { ...span }, ...cited };
    if (!outer) from = at + cited.quote.length;
    placed.push({ cited: one, at });
    const start = span.start + at;
    return { number: passage, answerSpan: { start, end: start + cited.quote.length }, ...cited };
  });
}

type Cited = Pick<Citation, "documentId" | "span">;

function isWithin(inner: Cited, outer: Cited): boolean {
  return (
    inner.documentId === outer.documentId && outer.span.start <= inner.span.start && inner.span.end <= outer.span.end
  );
}
