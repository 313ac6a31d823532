import type { Reranked, ScoredChunk, ScorePart } from "../../../core/index.ts";
import { compareText } from "../compare-text.ts";

/** A chunk of the stage before, and what the reranker says of it; nothing where it does not read its language. */
export interface ReadChunk extends ScoredChunk {
  readonly relevance?: Reranked["relevance"];
}

/** `parts` sum to `score`. */
export interface BlendedChunk extends ScoredChunk {
  readonly parts: readonly ScorePart[];
}

/**
 * Blends the relevance with the scores of the stage before: (1 − weight) · score + weight · relevance, each as its
 * height above the lowest of these chunks in standard deviations, so that neither's unit matters. A chunk without a
 * relevance keeps its place among the others: its score stands for both.
 *
 * @param chunks  best first
 * @param before  `stage` names the score before in the parts; `weight` is the relevance's, from 0 to 1
 * @returns       best first; equal scores in the order given, then by chunk id
 */
export function blend(
  chunks: readonly ReadChunk[],
  before: { readonly stage: string; readonly weight: number },
): readonly BlendedChunk[] {
  const scores = heights(chunks.map(({ score }) => score));
  const relevances = heights(chunks.flatMap(({ relevance }) => relevance ?? []));
  const nextRelevance = relevances.values();
  return chunks
    .map(({ chunkId, documentId, relevance }, rank) => {
      const score = scores[rank] ?? 0;
      const read = relevance === undefined ? undefined : (nextRelevance.next().value ?? 0);
      const parts =
        read === undefined
          ? [{ label: before.stage, value: score }]
          : [
              { label: before.stage, value: (1 - before.weight) * score },
              { label: "reranker", value: before.weight * read },
            ];
      return { chunkId, documentId, score: parts.reduce((sum, { value }) => sum + value, 0), parts, rank };
    })
    .sort((a, b) => b.score - a.score || a.rank - b.rank || compareText(a.chunkId, b.chunkId))
    .map(({ rank, ...chunk }) => chunk);
}

/** Above the lowest, in standard deviations; all 0 where all are the same. */
function heights(values: readonly number[]): readonly number[] {
  const lowest = Math.min(...values);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return values.map((value) => (deviation > 0 ? (value - lowest) / deviation : 0));
}
