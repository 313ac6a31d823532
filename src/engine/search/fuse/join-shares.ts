import type { ScoredChunk, ScorePart } from "../../../core/index.ts";
import { compareText } from "../compare-text.ts";

/** A list that takes part in a fusion. */
export interface WeightedList {
  /** Label of the list's share in the explanation. */
  readonly label: string;
  /** Weight, ≥ 0; the weights of all lists need not sum to 1. */
  readonly weight: number;
  /** Chunks, best first; each occurs at most once. */
  readonly chunks: readonly ScoredChunk[];
  /** Highest score that a chunk could have: 1 for cosines, the weight of all words of the query for BM25. */
  readonly maxScore: number;
  /**
   * Score of the chunks that a list shorter than the depth does not contain: 0 for words, since the list is complete
   * then. If it is absent, the list's lowest score counts, since a chunk without a vector may still be near.
   */
  readonly absentScore?: number;
}

/** A chunk whose `parts`, one for each list that contains it, sum to `score`. */
export interface FusedChunk extends ScoredChunk {
  readonly parts: readonly ScorePart[];
}

/** The unweighted share of each chunk of one list; a chunk that is not in the map has 0. */
export type ListShares = ReadonlyMap<string, number>;

/**
 * Sums the weighted shares of each chunk.
 *
 * @param shares  one map for each list, in the order of the lists
 * @returns       best first; equal scores by the best rank in any list, then by chunk id, so that runs repeat exactly
 */
export function joinShares(lists: readonly WeightedList[], shares: readonly ListShares[]): readonly FusedChunk[] {
  const fused = new Map<string, FusedChunk & { readonly bestRank: number }>();
  for (const [position, list] of lists.entries()) {
    for (const [rank, { chunkId, documentId }] of list.chunks.entries()) {
      const value = list.weight * (shares[position]?.get(chunkId) ?? 0);
      const before = fused.get(chunkId);
      fused.set(chunkId, {
        chunkId,
        documentId,
        score: (before?.score ?? 0) + value,
        parts: [...(before?.parts ?? []), { label: list.label, value }],
        bestRank: Math.min(before?.bestRank ?? rank, rank),
      });
    }
  }
  return [...fused.values()]
    .sort((a, b) => b.score - a.score || a.bestRank - b.bestRank || compareText(a.chunkId, b.chunkId))
    .map(({ bestRank, ...chunk }) => chunk);
}
