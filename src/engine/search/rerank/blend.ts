import { findMin, type Reranked, type ScoredChunk, type ScorePart } from "../../../core/index.ts";
import { compareText } from "../compare-text.ts";

/**
 * A chunk of the previous stage with its relevance, which is absent if the reranker does not read the chunk's language.
 */
export interface ReadChunk extends ScoredChunk {
  readonly relevance?: Reranked["relevance"];
}

/** A chunk whose `parts` sum to `score`. */
export interface BlendedChunk extends ScoredChunk {
  readonly parts: readonly ScorePart[];
}

/**
 * Blends the relevance with the scores of the stage before: (1 − weight) · score + weight · relevance. Both are
 * measured as the height above the lowest of these chunks in standard deviations, so their units do not matter. For a
 * chunk without a relevance, the score counts for both.
 *
 * @param chunks  best first
 * @param stage   name of the stage before, which labels its part
 * @param weight  weight of the relevance, from 0 to 1
 * @returns       best first; equal scores in the order given, then by chunk id
 */
export function blend(chunks: readonly ReadChunk[], stage: string, weight: number): readonly BlendedChunk[] {
  const scores = heights(chunks.map(({ score }) => score));
  const relevances = heights(chunks.flatMap(({ relevance }) => relevance ?? []));
  const nextRelevance = relevances.values();
  return chunks
    .map(({ chunkId, documentId, relevance }, rank) => {
      const score = scores[rank] ?? 0;
      const relevanceHeight = relevance === undefined ? undefined : (nextRelevance.next().value ?? 0);
      const parts =
        relevanceHeight === undefined
          ? [{ label: stage, value: score }]
          : [
              { label: stage, value: (1 - weight) * score },
              { label: "reranker", value: weight * relevanceHeight },
            ];
      return { chunkId, documentId, score: parts.reduce((sum, { value }) => sum + value, 0), parts, rank };
    })
    .sort((a, b) => b.score - a.score || a.rank - b.rank || compareText(a.chunkId, b.chunkId))
    .map(({ rank, ...chunk }) => chunk);
}

/** Returns the heights above the lowest value in standard deviations; all 0 if all values are equal. */
function heights(values: readonly number[]): readonly number[] {
  const lowest = findMin(values);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return values.map((value) => (deviation > 0 ? (value - lowest) / deviation : 0));
}
