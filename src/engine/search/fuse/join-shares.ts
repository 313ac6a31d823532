import { compareText } from "../compare-text.ts";
import type { FusedChunk, ListShares, RankedList } from "./fusion.ts";

/**
 * Sums each chunk's weighted shares.
 *
 * @param shares  one map a list, in the order of the lists
 * @returns       best first; equal scores by the best rank in any list, then by chunk id, so that runs repeat exactly
 */
export function joinShares(lists: readonly RankedList[], shares: readonly ListShares[]): readonly FusedChunk[] {
  const found = new Map<string, FusedChunk & { readonly bestRank: number }>();
  for (const [position, list] of lists.entries()) {
    for (const [rank, { chunkId, documentId }] of list.chunks.entries()) {
      const value = list.weight * (shares[position]?.get(chunkId) ?? 0);
      const before = found.get(chunkId);
      found.set(chunkId, {
        chunkId,
        documentId,
        score: (before?.score ?? 0) + value,
        parts: [...(before?.parts ?? []), { label: list.label, value }],
        bestRank: Math.min(before?.bestRank ?? rank, rank),
      });
    }
  }
  return [...found.values()]
    .sort((a, b) => b.score - a.score || a.bestRank - b.bestRank || compareText(a.chunkId, b.chunkId))
    .map(({ bestRank, ...chunk }) => chunk);
}
