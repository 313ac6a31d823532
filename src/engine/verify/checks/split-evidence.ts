import { findMax, type Span } from "../../../core/index.ts";

/** Minimum width at which a text may be hard-wrapped. Shorter lines may be an address or a list without markers. */
const MIN_COLUMN_WIDTH = 30;
const cells = /\t|\s\|\s/u;

/**
 * Splits evidence into sentences. Line ends in hard-wrapped text count as white space. A line that ends for another
 * reason (a row of a table, a list item without a marker, a title) ends the sentence, too.
 *
 * The boundaries of `splitSentences` stay. Inside its sentences, a line end counts as white space in three cases:
 *
 * - the next line continues in lower case,
 * - its first word would not have fitted into the line,
 * - the line is the first of the text, whose beginning may be missing.
 *
 * @returns  spans within the spans of `splitSentences`, ascending
 */
export function splitEvidence(text: string, splitSentences: (text: string) => readonly Span[]): readonly Span[] {
  return splitSentences(text).flatMap((sentence) => {
    const parts: Span[] = [];
    let { start } = sentence;
    for (let at = text.indexOf("\n", start); at >= 0 && at < sentence.end; at = text.indexOf("\n", at + 1)) {
      if (runsOn(text, at)) continue;
      parts.push({ start, end: at });
      start = at + 1;
    }
    return [...parts, { start, end: sentence.end }].filter(
      ({ start: from, end }) => text.slice(from, end).trim() !== "",
    );
  });
}

/** Joins the lines of a sentence with single spaces. */
export function joinLines(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

/** Returns whether a sentence continues over a line end. */
function runsOn(text: string, lineEnd: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", lineEnd - 1) + 1, lineEnd);
  const next = lineFrom(text, lineEnd + 1);
  if (cells.test(line) || cells.test(next)) return false;
  const first = /^\s*(\S*)/u.exec(next)?.[1] ?? "";
  if (/^\p{Ll}/u.test(first) || !text.slice(0, lineEnd).includes("\n")) return true;
  const width = columnWidth(text, lineEnd);
  return width >= MIN_COLUMN_WIDTH && line.trimEnd().length + 1 + first.length > width;
}

function lineFrom(text: string, start: number): string {
  const end = text.indexOf("\n", start);
  return text.slice(start, end < 0 ? text.length : end);
}

/** Returns the length of the paragraph's longest line. */
function columnWidth(text: string, at: number): number {
  const start = text.lastIndexOf("\n\n", at) + 1;
  const end = text.indexOf("\n\n", at);
  const lines = text.slice(start, end < 0 ? text.length : end).split("\n");
  return findMax(lines.map((line) => line.trimEnd().length));
}
