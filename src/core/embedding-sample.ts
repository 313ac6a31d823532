import type { EmbeddingSpace } from "./collection.ts";
import type { DocumentSummary } from "./document.ts";
import type { Span } from "./span.ts";

export type SampledDocument = Pick<DocumentSummary, "id" | "title" | "uri" | "mediaType" | "metadata">;

export interface SampledPassage {
  readonly chunkId: string;
  /** Index in `documents`. */
  readonly document: number;
  readonly span: Span;
  readonly headingPath: readonly string[];
  /** How its text begins, at most 160 UTF-16 code units, on one line. */
  readonly excerpt: string;
  /** Indexes in `vocabulary` of the words that set it apart from the others, most typical first. */
  readonly words: readonly number[];
}

/** Vectors as the index keeps them: component i of row r is about `values[r × dimensions + i] × scales[r]`, in a basis of the index's own. */
export interface VectorBlock {
  readonly values: Int8Array;
  readonly scales: Float32Array;
}

/** Chunks that stand for a collection, with their vectors. */
export interface EmbeddingSample {
  readonly collection: string;
  /** Changes with the collection, its vectors and what is asked of it. */
  readonly version: string;
  /** Absent where nothing is embedded yet. */
  readonly space?: EmbeddingSpace;
  /** That the reader may see, with vectors or without. */
  readonly chunks: number;
  readonly chunksWithVectors: number;
  /** Of the passages, by id. */
  readonly documents: readonly SampledDocument[];
  /** By chunk id. */
  readonly passages: readonly SampledPassage[];
  readonly vocabulary: readonly string[];
  /** A row for each of `passages`. */
  readonly vectors: VectorBlock;
}

export interface EmbeddedQuestions {
  readonly space: EmbeddingSpace;
  /** A row for each question; dot products with the rows of a sample of the same space are cosines. */
  readonly vectors: VectorBlock;
}
