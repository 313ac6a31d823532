import type { Span } from "../../../core/index.ts";

/** A sentence as a model wrote it, without its marks, and the numbers of the passages that the marks name. */
export interface CitedSentence {
  readonly text: string;
  /** Ascending, each once; empty where the model named none. */
  readonly passages: readonly number[];
  /** Whether it stood on a line of its own, as an item of a list. */
  readonly isLine: boolean;
  /** Of a row of a table: what it says, with the names of its columns, in one sentence. */
  readonly statement?: string;
  /** Of a row: the lines of the table's header. */
  readonly header?: string;
}

/** Reads a model's text while it comes. */
export interface CitedSentenceReader {
  /** The sentences that are whole now: none of them changes, whatever comes after. */
  push(text: string): readonly CitedSentence[];
  /** What is left, when nothing comes any more. */
  end(): readonly CitedSentence[];
}

/** `[1]`, `[1, 3]`, `[1][3]`, also in full-width brackets, as some models write them. */
export const MARK = String.raw`[\[【]\s*(?:passage\s+)?\d{1,4}(?:\s*[,;]\s*(?:passage\s+)?\d{1,4})*\s*[\]】]`;
const MARKS = new RegExp(String.raw`(?:\s*${MARK})+[.!?。！？]*`, "giu");
const ITEM = /^\s*(?:[-*•]|\d{1,3}[.)])\s+/u;

/**
 * Reads sentences with marks such as `[1]`, before or after their full stop. A mark counts for every sentence before it in
 * its line back to the mark before; what follows the last mark of a line has none.
 */
export function readCitedSentences(splitSentences: (text: string) => readonly Span[]): CitedSentenceReader {
  let pending = "";
  const take = (text: string) => text.split("\n").flatMap((line) => readLine(line, splitSentences));
  return {
    push(text) {
      pending += text.replaceAll("\r\n", "\n");
      const end = endOfWhole(pending);
      const whole = pending.slice(0, end);
      pending = pending.slice(end);
      return take(whole);
    },
    end() {
      const rest = pending;
      pending = "";
      return take(rest);
    },
  };
}

/** A line is whole with its end; within a line, what stands before a mark, once something else than a mark follows it. */
function endOfWhole(text: string): number {
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
      const own = text.slice(start, end).trim();
      if (/[\p{L}\p{N}]/u.test(own)) sentences.push({ text: own, passages, isLine });
    }
  };
  for (const match of body.matchAll(MARKS)) {
    const closing = /[.!?。！？]*$/u.exec(match[0])?.[0] ?? "";
    const before = body.slice(from, match.index);
    take(/[.!?。！？]\s*$/u.test(before) ? before : before + closing, numbersOf(match[0]));
    from = match.index + match[0].length;
  }
  take(body.slice(from), []);
  return sentences;
}

/** The numbers of marks, ascending, each once. */
export function numbersOf(marks: string): readonly number[] {
  return [...new Set((marks.match(/\d{1,4}/gu) ?? []).map(Number))].sort((a, b) => a - b);
}
