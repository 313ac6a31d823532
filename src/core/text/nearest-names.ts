/**
 * Returns the known names that a mistyped name may mean, nearest first; equal distances in input order.
 *
 * @param limit  maximum number of names, default 3
 * @returns      names within an edit distance of a third of the longer name, at least 1; or names of
 *               which one begins with the other
 */
export function nearestNames(name: string, known: readonly string[], limit = 3): readonly string[] {
  const mistyped = name.toLowerCase();
  return known
    .map((candidate) => ({ candidate, distance: distanceBetween(mistyped, candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => {
      const allowed = Math.max(1, Math.floor(Math.max(name.length, candidate.length) / 3));
      return distance <= allowed || isBeginning(mistyped, candidate.toLowerCase());
    })
    .sort((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

function isBeginning(a: string, b: string): boolean {
  return a.length > 0 && b.length > 0 && (a.startsWith(b) || b.startsWith(a));
}

/** Returns the number of UTF-16 code units to replace, add, remove, or swap with a neighbour. */
function distanceBetween(a: string, b: string): number {
  let rows: Rows = { earlier: [], previous: Array.from({ length: b.length + 1 }, (_, column) => column) };
  for (let row = 1; row <= a.length; row++) {
    rows = { earlier: rows.previous, previous: nextRow(a.slice(0, row), b, rows) };
  }
  return rows.previous[b.length] ?? 0;
}

/** Distances of the last two beginnings of a text from all beginnings of another. */
interface Rows {
  readonly earlier: readonly number[];
  readonly previous: readonly number[];
}

/** Returns the distances of `a` from all beginnings of `b`. */
function nextRow(a: string, b: string, { earlier, previous }: Rows): readonly number[] {
  const current = [a.length];
  for (let column = 1; column <= b.length; column++) {
    const replaced = (previous[column - 1] ?? 0) + (a.at(-1) === b[column - 1] ? 0 : 1);
    const swapped = isSwap(a, b.slice(0, column)) ? (earlier[column - 2] ?? 0) + 1 : replaced;
    current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, replaced, swapped));
  }
  return current;
}

/** Returns whether two texts end with the same two code units in another order. */
function isSwap(a: string, b: string): boolean {
  return a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
}
