import type { Document, Span } from "../../../core/index.ts";

/** Minimum length of a piece after a cut, as a share of the maximum. Of the cuts that leave it, the coarsest is taken. */
const MIN_SHARE = 0.3;

/**
 * Cuts a span into pieces of at most `maxCharacters`: between elements if possible, else between paragraphs, lines,
 * sentences or words, else between any two characters. Pieces have no white space at their ends.
 */
export function cutLong(
  { text, elements }: Pick<Document, "text" | "elements">,
  span: Span,
  maxCharacters: number,
): readonly Span[] {
  const pieces: Span[] = [];
  let start = skipBlank(text, span.start, span.end);
  while (start < span.end) {
    const limit = start + maxCharacters;
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

/** Returns the length of the piece to cut from a text that is too long. */
function lengthOf(text: string, ends: readonly number[]): number {
  const minLength = text.length * MIN_SHARE;
  const cuts = [
    ends.at(-1) ?? 0,
    text.lastIndexOf("\n\n"),
    text.lastIndexOf("\n"),
    lastSentenceEnd(text),
    text.search(/\s\S*$/u),
  ];
  const [cut] = cuts.filter((at) => at > 0 && at >= minLength);
  return cut ?? withoutHalf(text);
}

function lastSentenceEnd(text: string): number {
  const ends = [...text.matchAll(/[.!?。！？][)"'”’»]*(?=\s|$)/gu)];
  const last = ends.at(-1);
  return last === undefined ? -1 : last.index + last[0].length;
}

/** Returns the length without half of a surrogate pair at the end; at least 1. */
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
