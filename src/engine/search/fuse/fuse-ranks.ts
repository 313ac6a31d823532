import { InvalidArgumentError } from "../../../core/index.ts";
import type { FusedChunk, RankedList } from "./fusion.ts";
import { joinShares } from "./join-shares.ts";

/**
 * Merges ranked lists by reciprocal rank fusion: Σ weight / (k + rank), ranks from 1.
 *
 * @param depth  ranks below it are worth 0, so that a longer list never reorders what stood above, ≥ 1
 * @param k      damping, ≥ 0, default 60
 * @returns      best first; equal scores by the best rank in any list, then by chunk id
 * @throws {InvalidArgumentError} if k < 0 or depth < 1
 * @see Cormack, Clarke, Büttcher: Reciprocal Rank Fusion, SIGIR 2009
 */
export function fuseRanks(lists: readonly RankedList[], depth: number, k = 60): readonly FusedChunk[] {
  if (!(k >= 0))
    throw new InvalidArgumentError(`The damping of reciprocal rank fusion is ${k}; it must be at least 0.`);
  if (!(depth >= 1)) throw new InvalidArgumentError(`The depth of a fusion is ${depth}; it must be at least 1.`);
  const shares = lists.map(
    (list) => new Map(list.chunks.slice(0, depth).map((chunk, index) => [chunk.chunkId, 1 / (k + index + 1)])),
  );
  return joinShares(lists, shares);
}
