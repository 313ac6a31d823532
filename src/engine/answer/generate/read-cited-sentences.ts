import type { Span } from "../../../core/index.ts";

/** A sentence of a model without its marks, and the numbers of the passages that the marks name. */
export interface CitedSentence {
  readonly text: string;
  /** Numbers, ascending and unique; empty if the model named none. */
  readonly passages: readonly number[];
  /** True for a list item or a table row, which stays on a separate line. */
  readonly isLine: boolean;
  /** The content of a table row as one sentence, with the names of its columns. */
  readonly statement?: string;
  /** The header lines of a row's table. */
  readonly header?: string;
}

/** Reads a model's text while it arrives. */
export interface CitedSentenceReader {
  /** Returns the sentences that are complete now, and cannot change any more. */
  push(text: string): readonly CitedSentence[];
  /** Returns the rest at the end of the text. */
  end(): readonly CitedSentence[];
}

/** Matches `[1]`, `[1, 3]` and `[1][3]`, also with the full-width brackets that some models write. */
export const MARK = String.raw`[\[【]\s*(?:passage\s+)?\d{1,4}(?:\s*[,;]\s*(?:passage\s+)?\d{1,4})*\s*[\]】]`;
const MARKS = new RegExp(String.raw`(?<!\s)(?:\s*${MARK})+[.!?。！？]*`, "giu");
const ITEM = /^\s*(?:[-*•]|\d{1,3}[.)])\s+/u;

/**
 * Reads sentences with marks such as `[1]`, before or after their full stop. A mark counts for all sentences between it
 * and the mark before it in the same line; sentences after the last mark of a line have none.
 */
export function readCitedSentences(splitSentences: (text: string) => readonly Span[]): CitedSentenceReader {
  let pending = "";
  const take = (text: string) => text.split("\n").flatMap((line) => readLine(line, splitSentences));
  return {
    push(text) {
      pending += text.replaceAll("\r\n", "\n");
      const end = endOfComplete(pending);
      const complete = pending.slice(0, end);
      pending = pending.slice(end);
      return take(complete);
    },
    end() {
      const rest = pending;
      pending = "";
      return take(rest);
    },
  };
}

/**
 * Returns the end of the complete text: whole lines, and the part of a line before a mark that is followed by other
 * text.
 */
function endOfComplete(text: string): number {
  const lineEnd = text.lastIndexOf("\n") + 1;
  const line = text.slice(lineEnd);
  let end = 0;
  for (const match of line.matchAll(MARKS)) {
    const after = match.index + match[0].length;
    if (/^\s+[^\s[【.!?。！？]/u.test(line.slice(after))) end = after;
  }
  return lineEnd + end;
}

function readLine(line: string, splitSentences: (text: string) => readonly Span[]): readonly CitedSentence[] {
  const isLine = ITEM.test(line);
  const body = line.replace(ITEM, "");
  const sentences: CitedSentence[] = [];
  let from = 0;
  const take = (text: string, passages: readonly number[]) => {
    for (const { start, end } of splitSentences(text)) {
      const sentence = text.slice(start, end).trim();
      if (/[\p{L}\p{N}]/u.test(sentence)) sentences.push({ text: sentence, passages, isLine });
    }
  };
  for (const match of body.matchAll(MARKS)) {
    const closing = /(?<![.!?。！？])[.!?。！？]*$/u.exec(match[0])?.[0] ?? "";
    const before = body.slice(from, match.index);
    take(/[.!?。！？]\s*$/u.test(before) ? before : before + closing, numbersOf(match[0]));
    from = match.index + match[0].length;
  }
  take(body.slice(from), []);
  return sentences;
}

/** Returns the numbers of marks, ascending and unique. */
export function numbersOf(marks: string): readonly number[] {
  return [...new Set((marks.match(/\d{1,4}/gu) ?? []).map(Number))].sort((a, b) => a - b);
}
