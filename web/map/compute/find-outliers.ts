import type { Neighbours } from "./find-neighbours.ts";

/** Rank of the neighbour whose distance decides whether a row is an outlier. */
const NEIGHBOURS = 10;
const MAX_SHOWN = 12;
/** Multiple of the interquartile range above the third quartile (Tukey's outer fence). */
const FENCE = 3;
const MIN_ROWS = 20;

/**
 * Returns the rows whose cosine with their tenth neighbour is unusually low: at most twelve, furthest first. Returns
 * none if there are fewer than twenty rows.
 *
 * @see Ramaswamy, Rastogi, Shim: Efficient Algorithms for Mining Outliers from Large Data Sets, SIGMOD 2000; Tukey:
 * Exploratory Data Analysis, 1977
 */
export function findOutliers({ cosines, count }: Neighbours, total: number): readonly number[] {
  if (total < MIN_ROWS || count === 0) return [];
  const last = Math.min(NEIGHBOURS, count) - 1;
  const distances = Array.from({ length: total }, (_, row) => 1 - (cosines[row * count + last] ?? 1));
  const sorted = [...distances].sort((a, b) => a - b);
  const quartile = (share: number): number => sorted[Math.floor(share * (total - 1))] ?? 0;
  const fence = quartile(0.75) + FENCE * (quartile(0.75) - quartile(0.25));
  return distances
    .map((distance, row) => ({ distance, row }))
    .filter(({ distance }) => distance > fence)
    .sort((a, b) => b.distance - a.distance || a.row - b.row)
    .slice(0, MAX_SHOWN)
    .map(({ row }) => row);
}
