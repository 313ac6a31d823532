import type { Span } from "../../src/core/index.ts";

/** Part of a text with its marks, whose offsets are relative to the part. */
export interface Snippet {
  readonly text: string;
  readonly marks: readonly Span[];
  /** True if text was cut off before or after. */
  readonly isCutBefore: boolean;
  readonly isCutBehind: boolean;
}

const MAX_SHOWN = 320;
/** Characters shown before the first mark. */
const BEFORE = 60;

/** Cuts a snippet from a passage: its beginning, or the surroundings of its first mark. */
export function cutSnippet(text: string, marks: readonly Span[]): Snippet {
  const [first] = marks;
  const isLate = first !== undefined && first.end > MAX_SHOWN && text.length > MAX_SHOWN;
  const start = isLate ? wordStart(text, Math.max(0, first.start - BEFORE)) : 0;
  const end = text.length - start <= MAX_SHOWN ? text.length : wordEnd(text, start + MAX_SHOWN);
  return {
    text: text.slice(start, end),
    marks: marks
      .filter((mark) => mark.start >= start && mark.end <= end)
      .map((mark) => ({ start: mark.start - start, end: mark.end - start })),
    isCutBefore: start > 0,
    isCutBehind: end < text.length,
  };
}

/** Returns the first position from `at` on where a word begins. */
function wordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.slice(at).search(/\s\S/);
  return space === -1 ? at : at + space + 1;
}

/** Returns the last position up to `at` where a word ends. */
function wordEnd(text: string, at: number): number {
  const space = text.slice(0, at + 1).search(/\s\S*$/);
  return space <= 0 ? at : space;
}
