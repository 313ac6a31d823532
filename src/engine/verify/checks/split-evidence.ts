import type { Span } from "../../../core/index.ts";

/** A line of fewer characters is no sign that a text was wrapped at that width: an address, a list without markers. */
const NARROWEST_COLUMN = 30;
const cells = /\t|\s\|\s/u;

/**
 * The sentences of evidence. Hard-wrapped running text is read as if it stood in one line; where a line ends on its own
 * account (a row of a table, a line of a list without markers, a title), so does the sentence, which has no full stop there.
 *
 * What `splitSentences` keeps apart stays apart. In a sentence over several lines a line end is white space if the next
 * line goes on in lower case, if its first word would not have fitted into this one, or if this is the text's first line, of
 * which the beginning may be missing.
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

/** A sentence in one line, whatever its line ends. */
export function joinLines(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

function runsOn(text: string, lineEnd: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", lineEnd - 1) + 1, lineEnd);
  const next = lineFrom(text, lineEnd + 1);
  if (cells.test(line) || cells.test(next)) return false;
  const first = /^\s*(\S*)/u.exec(next)?.[1] ?? "";
  if (/^\p{Ll}/u.test(first) || !text.slice(0, lineEnd).includes("\n")) return true;
  const width = columnWidth(text, lineEnd);
  return width >= NARROWEST_COLUMN && line.trimEnd().length + 1 + first.length > width;
}

function lineFrom(text: string, start: number): string {
  const end = text.indexOf("\n", start);
  return text.slice(start, end < 0 ? text.length : end);
}

/** Of the longest line of the paragraph. */
function columnWidth(text: string, at: number): number {
  const start = text.lastIndexOf("\n\n", at) + 1;
  const end = text.indexOf("\n\n", at);
  const lines = text.slice(start, end < 0 ? text.length : end).split("\n");
  return Math.max(...lines.map((line) => line.trimEnd().length));
}
