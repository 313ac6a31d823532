import type { ScoredChunk } from "../../../core/index.ts";
import { type FusedChunk, joinShares, type ListShares, type WeightedList } from "./join-shares.ts";

/**
 * Relative difference from the best score below which scores differ only by rounding. A list of such scores is flat.
 */
const FLATNESS = 1e-9;

/**
 * Merges ranked lists by their normalised scores: Σ weight · (score − floor) / deviation, never below 0.
 *
 * The floor of a list is its score at `depth`; for a shorter list it is `absentScore`, or its lowest score. A chunk that a
 * list does not contain counts as the floor. The deviation is the standard deviation of the list's scores over the chunks
 * within `depth` of any list, so the order is that of standard scores (z-scores). Chunks below `depth` have no share, so a
 * longer list never reorders the chunks above.
 *
 * @param depth     ≥ 1
 * @param excluded  ids of chunks that hold their places in the lists, but have no share and are not returned
 * @returns         best first; equal scores by the best rank in any list, then by chunk id
 * @see Renda, Straccia: Web metasearch: rank vs. score based rank aggregation methods, SAC 2003
 * @see Decision 4 for the choice of the method
 */
export function fuseScores(
  lists: readonly WeightedList[],
  depth: number,
  excluded: ReadonlySet<string> = new Set(),
): readonly FusedChunk[] {
  const isIncluded = ({ chunkId }: ScoredChunk) => !excluded.has(chunkId);
  const included = lists.map((list) => ({ ...list, chunks: list.chunks.filter(isIncluded) }));
  const top = lists.map(({ chunks }) => chunks.slice(0, depth).filter(isIncluded));
  const candidates = new Set(top.flat().map(({ chunkId }) => chunkId));
  const shares = lists.map((list, index) =>
    sharesOf(top[index] ?? [], { floor: floorOf(list, depth), candidateCount: candidates.size }),
  );
  return joinShares(included, shares);
}

function floorOf({ chunks, absentScore }: WeightedList, depth: number): number {
  const lowest = chunks[Math.min(depth, chunks.length) - 1]?.score ?? 0;
  return chunks.length < depth ? (absentScore ?? lowest) : lowest;
}

interface ShareBounds {
  /** Score at which a share is 0. */
  readonly floor: number;
  /** Number of chunks within the depth of any list. */
  readonly candidateCount: number;
}

function sharesOf(top: readonly ScoredChunk[], { floor, candidateCount }: ShareBounds): ListShares {
  const heights = top.map(({ score }) => Math.max(0, score - floor));
  const deviation = standardDeviation(heights, candidateCount);
  const isFlat = deviation <= FLATNESS * Math.abs(top[0]?.score ?? 0);
  return new Map(top.map(({ chunkId }, index) => [chunkId, isFlat ? 0 : (heights[index] ?? 0) / deviation]));
}

/** Returns the standard deviation of `count` values: the given ones, and 0 for the rest. */
function standardDeviation(values: readonly number[], count: number): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) + (count - values.length) * mean ** 2;
  return Math.sqrt(squares / count);
}
