// Fusions that the trial of decision 4 compares with the product's: reciprocal ranks, and min-max scores.

import { joinShares } from "../../dist/engine/search/fuse/join-shares.js";

/**
 * Merges ranked lists by reciprocal rank fusion: Σ weight / (k + rank), ranks from 1; ranks below `depth` have no share.
 *
 * @see Cormack, Clarke, Büttcher: Reciprocal Rank Fusion, SIGIR 2009
 */
export function fuseRanks(lists, depth, k) {
  const shares = lists.map(
    ({ chunks }) => new Map(chunks.slice(0, depth).map(({ chunkId }, index) => [chunkId, 1 / (k + index + 1)])),
  );
  return joinShares(lists, shares);
}

/**
 * Merges ranked lists by min-max scores: Σ weight · (score − floor) / (best − floor). The floor is that of `fuseScores`.
 *
 * @see Bruch, Gai, Ingber: An Analysis of Fusion Functions for Hybrid Retrieval, TOIS 2023
 */
export function fuseRanges(lists, depth) {
  const shares = lists.map(({ chunks, absentScore }) => {
    const top = chunks.slice(0, depth);
    const lowest = top.at(-1)?.score ?? 0;
    const best = top[0]?.score ?? 0;
    const floor = top.length < depth ? (absentScore ?? lowest) : lowest;
    const range = Math.max(0, best - floor);
    const isFlat = range <= 1e-9 * Math.abs(best);
    return new Map(top.map(({ chunkId, score }) => [chunkId, isFlat ? 0 : Math.max(0, score - floor) / range]));
  });
  return joinShares(lists, shares);
}
