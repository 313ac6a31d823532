import type { Span } from "../../../core/index.ts";
import { splitSentences } from "../../text/index.ts";
import type { Splitter } from "./piece.ts";
import { isSpaceAt, trimSpan } from "./trim-span.ts";

const BLANK_LINES = /\n\s*\n[^\S\n]*/g;
const LIST_ITEM = /^(?=[^\S\n\r\u2028\u2029]*(?:[-*+•–]\s|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s))/gm;

/** Splits at blank lines: into paragraphs, or groups of lines of code. */
export const splitParagraphs: Splitter = (text, span) => splitAt(text, span, BLANK_LINES);

export const splitLines: Splitter = (text, span) => splitAt(text, span, /\n/g);

/** Splits a list at each line that begins an item. An item keeps its further lines. */
export const splitItems: Splitter = (text, span) => splitAt(text, span, LIST_ITEM);

export const splitIntoSentences: Splitter = (text, { start, end }) =>
  splitSentences(text.slice(start, end)).map((sentence) => ({
    start: start + sentence.start,
    end: start + sentence.end,
  }));

/** Splits a table at its rows. The header and the row below it stay together, so that no chunk is only a header. */
export function splitRows(header: Span | undefined): Splitter {
  return (text, span) => {
    const rows = splitLines(text, span);
    if (header === undefined) return rows;
    const first = rows.findIndex((row) => row.start >= header.end && !isRule(text, row));
    const firstRow = rows[first];
    return firstRow === undefined ? [span] : [{ start: span.start, end: firstRow.end }, ...rows.slice(first + 1)];
  };
}

/**
 * Splits in two halves: at the white space nearest to the middle, else between two characters as a reader sees them.
 */
export const splitInHalf: Splitter = (text, span) => {
  const middle = spaceNearMiddle(text, span) ?? characterNearMiddle(text, span);
  const halves = [
    { start: span.start, end: middle },
    { start: middle, end: span.end },
  ];
  return middle <= span.start || middle >= span.end ? [span] : trimAll(text, halves);
};

function splitAt(text: string, span: Span, boundary: RegExp): readonly Span[] {
  const spans: Span[] = [];
  let start = span.start;
  for (const match of text.slice(span.start, span.end).matchAll(boundary)) {
    spans.push({ start, end: span.start + match.index });
    start = span.start + match.index + match[0].length;
  }
  return trimAll(text, [...spans, { start, end: span.end }]);
}

function trimAll(text: string, spans: readonly Span[]): readonly Span[] {
  return spans.map((span) => trimSpan(text, span)).filter((span) => span !== undefined);
}

function isRule(text: string, { start, end }: Span): boolean {
  return /^[\s|:=+-]+$/.test(text.slice(start, end));
}

function spaceNearMiddle(text: string, { start, end }: Span): number | undefined {
  const middle = (start + end) >> 1;
  for (let distance = 0; distance <= (end - start) >> 2; distance++) {
    if (isSpaceAt(text, middle + distance)) return middle + distance;
    if (isSpaceAt(text, middle - distance)) return middle - distance;
  }
  return undefined;
}

const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });
const MAX_GRAPHEME_UNITS = 64;
/** Two characters that are always two for a reader. Finding the others takes a hundred times as long. */
const SEPARATE = /^[!-~\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff]{2}$/;

function characterNearMiddle(text: string, { start, end }: Span): number {
  const middle = (start + end) >> 1;
  if (SEPARATE.test(text.slice(Math.max(start, middle - 1), middle + 1))) return middle;
  const windowStart = codePointAtOrAfter(text, Math.max(start, middle - MAX_GRAPHEME_UNITS));
  const windowEnd = codePointAtOrAfter(text, Math.min(end, middle + MAX_GRAPHEME_UNITS));
  const near = text.slice(windowStart, windowEnd);
  const starts = Array.from(GRAPHEMES.segment(near), (grapheme) => windowStart + grapheme.index);
  // The window itself may begin inside a character.
  const inside = starts.filter((place) => place > windowStart && place < end);
  const best = inside.reduce((a, b) => (Math.abs(b - middle) < Math.abs(a - middle) ? b : a), start);
  if (best !== start) return best;
  // A character longer than the window, such as a letter under a heap of accents, is cut between code points.
  return end - start <= MAX_GRAPHEME_UNITS ? start : codePointAtOrAfter(text, middle);
}

function codePointAtOrAfter(text: string, place: number): number {
  const unit = text.charCodeAt(place);
  return unit >= 0xdc00 && unit <= 0xdfff ? place + 1 : place;
}
