import { InvalidArgumentError } from "../../../core/index.ts";
import type { FusedChunk, ListShares, RankedList } from "./fusion.ts";
import { joinShares } from "./join-shares.ts";

/** Scores that differ by less, relative to the best one, are the same but for rounding: they order nothing. */
const FLAT = 1e-9;

/** In what a list's scores are counted above its floor: standard deviations, or the distance to its best score. */
export type ScoreUnit = "deviation" | "range";

/**
 * Merges ranked lists by their normalised scores: Σ weight · (score − floor) / unit, never below 0.
 *
 * A list's floor is its score at `depth`; for a shorter list it is `absentScore`, or its lowest score. What the list
 * lacks counts as the floor. The unit `deviation` is the standard deviation of the list's scores over the chunks that
 * stand within `depth` in any list, so that the order is that of standard scores (z-scores); `range` is best − floor,
 * so that it is min-max. Nothing below `depth` has a share, so that a longer list never reorders what stood above.
 *
 * @param depth  ≥ 1
 * @returns      best first; equal scores by the best rank in any list, then by chunk id
 * @throws {InvalidArgumentError} if depth < 1
 * @see Renda, Straccia: Web metasearch: rank vs. score based rank aggregation methods, SAC 2003
 * @see Bruch, Gai, Ingber: An Analysis of Fusion Functions for Hybrid Retrieval, TOIS 2023
 */
export function fuseScores(lists: readonly RankedList[], depth: number, unit: ScoreUnit): readonly FusedChunk[] {
  if (!(depth >= 1)) throw new InvalidArgumentError(`The depth of a fusion is ${depth}; it must be at least 1.`);
  const candidates = new Set(lists.flatMap((list) => list.chunks.slice(0, depth).map(({ chunkId }) => chunkId)));
  return joinShares(
    lists,
    lists.map((list) => sharesOf(list, { depth, unit, candidates: candidates.size })),
  );
}

function sharesOf(
  list: RankedList,
  { depth, unit, candidates }: { readonly depth: number; readonly unit: ScoreUnit; readonly candidates: number },
): ListShares {
  const top = list.chunks.slice(0, depth);
  const lowest = top.at(-1)?.score ?? 0;
  const floor = top.length < depth ? (list.absentScore ?? lowest) : lowest;
  const heights = top.map(({ score }) => Math.max(0, score - floor));
  const size = unit === "range" ? (heights[0] ?? 0) : standardDeviation(heights, candidates);
  const isFlat = size <= FLAT * Math.abs(top[0]?.score ?? 0);
  return new Map(top.map(({ chunkId }, index) => [chunkId, isFlat ? 0 : (heights[index] ?? 0) / size]));
}

/** Over `count` values: the given ones, and 0 for the rest. */
function standardDeviation(values: readonly number[], count: number): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) + (count - values.length) * mean ** 2;
  return Math.sqrt(squares / count);
}
