import {
  type DocumentToIndex,
  type EmbeddingSpace,
  InvalidArgumentError,
  type QuantizedVector,
} from "../../../core/index.ts";
import type { SegmentDraft } from "../merge/build-merged-segment.ts";
import { compareStrings } from "../segment/compare-bytes.ts";
import { writeVectors } from "../segment/vectors-part.ts";

/**
 * Adds the vectors that new documents bring along to their segment.
 *
 * @throws {InvalidArgumentError} if a chunk has no vector, or a vector that does not fit the space
 */
export function addVectors(
  draft: SegmentDraft,
  documents: readonly DocumentToIndex[],
  { dimensions }: EmbeddingSpace,
): SegmentDraft {
  const rows = documents
    .flatMap(({ chunks, vectors = [] }) => Array.from(chunks, ({ id }, index) => ({ id, vector: vectors[index] })))
    .sort((left, right) => compareStrings(left.id, right.id));
  for (const { id, vector } of rows) {
    if (!fits(vector, dimensions)) {
      throw new InvalidArgumentError(`Chunk ${id} has no vector of ${dimensions} dimensions.`);
    }
  }
  const vectors = writeVectors(
    dimensions,
    rows.map(({ vector }) => vector),
  );
  return { ...draft, parts: { ...draft.parts, vectors } };
}

function fits(vector: QuantizedVector | undefined, dimensions: number): boolean {
  return (
    vector !== undefined &&
    vector.values.length === dimensions &&
    vector.code.length === Math.ceil(dimensions / 8) &&
    Number.isFinite(vector.scale)
  );
}
