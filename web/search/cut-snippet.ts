import type { Span } from "../../src/core/index.ts";

/** A part of a text with what is marked in it; its spans count in the part. */
export interface Snippet {
  readonly text: string;
  readonly marks: readonly Span[];
  /** Whether the text goes on before and behind it. */
  readonly isCutBefore: boolean;
  readonly isCutBehind: boolean;
}

const MOST = 320;
/** So much of what stands before the first mark is shown, too. */
const BEFORE = 60;

/** What of a passage is shown in a list: its beginning, or the surroundings of its first mark where that lies further back. */
export function cutSnippet(text: string, marks: readonly Span[]): Snippet {
  const [first] = marks;
  const isLate = first !== undefined && first.end > MOST && text.length > MOST;
  const start = isLate ? wordStart(text, Math.max(0, first.start - BEFORE)) : 0;
  const end = text.length - start <= MOST ? text.length : wordEnd(text, start + MOST);
  return {
    text: text.slice(start, end),
    marks: marks
      .filter((mark) => mark.start >= start && mark.end <= end)
      .map((mark) => ({ start: mark.start - start, end: mark.end - start })),
    isCutBefore: start > 0,
    isCutBehind: end < text.length,
  };
}

/** The next place at or behind `at` where a word begins. */
function wordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.slice(at).search(/\s\S/);
  return space === -1 ? at : at + space + 1;
}

/** The last place at or before `at` where a word ends. */
function wordEnd(text: string, at: number): number {
  const space = text.slice(0, at + 1).search(/\s\S*$/);
  return space <= 0 ? at : space;
}
