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

/** A sample of a collection's chunks, with their vectors. */
export interface EmbeddingSample extends Omit<CollectionMap, "vectors"> {
  /** Version of the sample, which changes with the collection, its vectors and the request. */
  readonly version: string;
  /** Vectors of the passages: one row for each of `passages`. */
  readonly vectors: VectorBlock;
}

export interface EmbeddedQuestions {
  readonly space: EmbeddingSpace;
  /** Vectors of the questions: one row each. Dot products with the rows of a sample of the same space are cosines. */
  readonly vectors: VectorBlock;
}
