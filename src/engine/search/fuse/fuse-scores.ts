import type { ScoredChunk } from "../../../core/index.ts";
import { type FusedChunk, joinShares, type ListShares, type WeightedList } from "./join-shares.ts";

/** Smallest part of the highest score that counts as missing, so that shares are finite. */
const MIN_MISSING = 0.01;

/**
 * Merges ranked lists by what each chunk misses of each list's highest possible score: Σ weight ·
 * ln(missing at the floor / missing), never below 0. The order is that of the product of the missing parts,
 * each to the power of its weight.
 *
 * The floor of a list is its score at `depth`; for a shorter list it is `absentScore`, or its lowest score. A chunk
 * that a list does not contain counts as the floor. Chunks below `depth` have no share, so a longer list never reorders
 * the chunks above. A list whose best chunk has little of the query weighs little.
 *
 * @param depth     ≥ 1
 * @param excluded  ids of chunks that hold their places in the lists, but have no share and are not returned
 * @returns         best first; equal scores by the best rank in any list, then by chunk id
 * @see Decision 103 for the choice of the method
 */
export function fuseScores(
  lists: readonly WeightedList[],
  depth: number,
  excluded: ReadonlySet<string> = new Set(),
): readonly FusedChunk[] {
  const isIncluded = ({ chunkId }: ScoredChunk) => !excluded.has(chunkId);
  const included = lists.map((list) => ({ ...list, chunks: list.chunks.filter(isIncluded) }));
  const shares = lists.map((list): ListShares => {
    const missingAtFloor = missingOf(floorOf(list, depth), list.maxScore);
    const top = list.chunks.slice(0, depth).filter(isIncluded);
    return new Map(
      top.map(({ chunkId, score }) => [chunkId, Math.log(missingAtFloor / missingOf(score, list.maxScore))]),
    );
  });
  return joinShares(included, shares);
}

function floorOf({ chunks, absentScore }: WeightedList, depth: number): number {
  const lowest = chunks[Math.min(depth, chunks.length) - 1]?.score ?? 0;
  return chunks.length < depth ? (absentScore ?? lowest) : lowest;
}

/** Returns the part of the highest score that is missing; all of it if no score is possible. */
function missingOf(score: number, maxScore: number): number {
  return maxScore > 0 ? Math.max(MIN_MISSING, 1 - score / maxScore) : 1;
}
