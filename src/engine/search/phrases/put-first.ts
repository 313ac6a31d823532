import type { ScoredChunk } from "../../../core/index.ts";

interface RankedStage<Chunk extends ScoredChunk> {
  readonly chunks: readonly Chunk[];
}

/**
 * Puts what holds the quoted words before the rest, stage by stage. Both have their order and their scores: the first
 * those of a search in which the words are required, the rest those of one without the quotation marks.
 *
 * @param holding  the stages of the one
 * @param all      the same stages of the other
 */
export function putFirst<Chunk extends ScoredChunk, Stage extends RankedStage<Chunk>>(
  holding: readonly RankedStage<Chunk>[],
  all: readonly Stage[],
): readonly (Stage & RankedStage<Chunk>)[] {
  return all.map((stage, position) => {
    const first = holding[position]?.chunks ?? [];
    const ids = new Set(first.map(({ chunkId }) => chunkId));
    return { ...stage, chunks: [...first, ...stage.chunks.filter(({ chunkId }) => !ids.has(chunkId))] };
  });
}
