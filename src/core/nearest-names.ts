/**
 * Returns the known names that a mistyped name may mean, nearest first; equal distances in input order.
 *
 * @param limit  maximum number of names, default 3
 * @returns      names within an edit distance of a third of the longer name, at least 1; or names of which one begins with the other
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

/** Returns the Levenshtein distance in UTF-16 code units. */
function distanceBetween(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, replaced));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
