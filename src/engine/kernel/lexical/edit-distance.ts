import { findMin } from "../../../core/index.ts";

/**
 * Returns the number of edits that turn one word into another: letters replaced, added, removed, or swapped with a neighbour.
 * Stops counting at `limit` + 1.
 *
 * @see Damerau: A technique for computer detection and correction of spelling errors, CACM 1964 (optimal string alignment)
 */
export function editDistance(left: readonly string[], right: readonly string[], limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  const words: WordPair = { left, right };
  let rows: LastRows = { earlier: [], before: Array.from({ length: right.length + 1 }, (_, column) => column) };
  for (let row = 0; row < left.length; row++) {
    const current = nextRow(words, row, rows);
    if (findMin(current) > limit) return limit + 1;
    rows = { earlier: rows.before, before: current };
  }
  return Math.min(limit + 1, rows.before[right.length] ?? 0);
}

interface WordPair {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/** Distances of the left word's beginnings, without its last two letters and its last one, from all beginnings of the right word. */
interface LastRows {
  readonly earlier: readonly number[];
  readonly before: readonly number[];
}

/** Returns the distances of the left word's first `row` + 1 letters from all beginnings of the right word. */
function nextRow({ left, right }: WordPair, row: number, { earlier, before }: LastRows): readonly number[] {
  const letter = left[row];
  const current = [row + 1];
  for (const [column, other] of right.entries()) {
    const replaced = (before[column] ?? 0) + (letter === other ? 0 : 1);
    const moved = Math.min(before[column + 1] ?? 0, current[column] ?? 0) + 1;
    const isSwap = row > 0 && column > 0 && letter === right[column - 1] && left[row - 1] === other;
    const swapped = isSwap ? (earlier[column - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY;
    current.push(Math.min(replaced, moved, swapped));
  }
  return current;
}
