import type { EmbeddingSpace } from "./schemas/collection.ts";
import type { CollectionMap } from "./schemas/map.ts";

/**
 * Vectors as the index stores them: component i of row r is about `values[r × dimensions + i] × scales[r]`, in a basis
 * of the index's own.
 */
export interface VectorBlock {
  readonly values: Int8Array;
  readonly scales: Float32Array;
}

/** Chunks that stand for a collection, with their vectors. */
export interface EmbeddingSample extends Omit<CollectionMap, "vectors"> {
  /** Changes with the collection, its vectors and the request. */
  readonly version: string;
  /** A row for each of `passages`. */
  readonly vectors: VectorBlock;
}

export interface EmbeddedQuestions {
  readonly space: EmbeddingSpace;
  /** A row for each question. Dot products with the rows of a sample of the same space are cosines. */
  readonly vectors: VectorBlock;
}
