import { findMin } from "../../../core/index.ts";

/**
 * Returns the number of edits that turn one word into another: letters replaced, added, removed, or swapped with a neighbour.
 * Stops counting at `limit` + 1.
 *
 * @see Damerau: A technique for computer detection and correction of spelling errors, CACM 1964 (optimal string alignment)
 */
export function editDistance(left: readonly string[], right: readonly string[], limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let [earlier, before]: [number[], number[]] = [[], Array.from({ length: right.length + 1 }, (_, column) => column)];
  for (const [row, letter] of left.entries()) {
    const current = [row + 1];
    for (const [column, other] of right.entries()) {
      const replaced = (before[column] ?? 0) + (letter === other ? 0 : 1);
      const moved = Math.min(before[column + 1] ?? 0, current[column] ?? 0) + 1;
      const isSwap = row > 0 && column > 0 && letter === right[column - 1] && left[row - 1] === other;
      const swapped = isSwap ? (earlier[column - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      current.push(Math.min(replaced, moved, swapped));
    }
    if (findMin(current) > limit) return limit + 1;
    [earlier, before] = [before, current];
  }
  return Math.min(limit + 1, before[right.length] ?? 0);
}
