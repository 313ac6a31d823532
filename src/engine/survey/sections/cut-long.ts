import type { Document, Span } from "../../../core/index.ts";

/** The coarsest cut that leaves at least this share of a piece is taken. */
const LEAST_SHARE = 0.3;

/**
 * Cuts a span to pieces of at most `most` characters, between elements where it can, else between paragraphs, lines,
 * sentences or words, else anywhere but within a character. White space at the ends of a piece is left out.
 */
export function cutLong(
  { text, elements }: Pick<Document, "text" | "elements">,
  span: Span,
  most: number,
): readonly Span[] {
  const pieces: Span[] = [];
  let start = skipBlank(text, span.start, span.end);
  while (start < span.end) {
    const limit = start + most;
    const end =
      limit >= span.end ? span.end : start + lengthOf(text.slice(start, limit), elementEnds(elements, start, limit));
    pieces.push({ start, end: end - blankAtEnd(text.slice(start, end)) });
    start = skipBlank(text, end, span.end);
  }
  return pieces;
}

function elementEnds(elements: Document["elements"], start: number, limit: number): readonly number[] {
  return elements.filter(({ span }) => span.end > start && span.end <= limit).map(({ span }) => span.end - start);
}

/** How much of a text that is too long is taken. */
function lengthOf(text: string, ends: readonly number[]): number {
  const least = text.length * LEAST_SHARE;
  const cuts = [
    ends.at(-1) ?? 0,
    text.lastIndexOf("\n\n"),
    text.lastIndexOf("\n"),
    lastSentenceEnd(text),
    text.search(/\s\S*$/u),
  ];
  const [cut] = cuts.filter((at) => at > 0 && at >= least);
  return cut ?? withoutHalf(text);
}

function lastSentenceEnd(text: string): number {
  const ends = [...text.matchAll(/[.!?。！？][)"'”’»]*(?=\s|$)/gu)];
  const last = ends.at(-1);
  return last === undefined ? -1 : last.index + last[0].length;
}

/** A surrogate pair is not torn; a piece is never empty. */
function withoutHalf(text: string): number {
  return /[\uD800-\uDBFF]$/.test(text) && text.length > 1 ? text.length - 1 : text.length;
}

function skipBlank(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && /\s/u.test(text.charAt(at))) at++;
  return at;
}

function blankAtEnd(text: string): number {
  return text.length - text.trimEnd().length;
}
