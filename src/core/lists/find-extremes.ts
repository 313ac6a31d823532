/** Returns the largest of any number of values, or `-Infinity` without any. `Math.max(...values)` fails for many. */
export function findMax(values: Iterable<number>): number {
  let result = Number.NEGATIVE_INFINITY;
  for (const value of values) result = Math.max(result, value);
  return result;
}

/** Returns the smallest of any number of values, or `Infinity` without any. */
export function findMin(values: Iterable<number>): number {
  let result = Number.POSITIVE_INFINITY;
  for (const value of values) result = Math.min(result, value);
  return result;
}
