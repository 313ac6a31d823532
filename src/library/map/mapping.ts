import type { DocumentSummary, EmbeddingSpace, Filter, Span } from "../../core/index.ts";
import type { CallOptions, ReadOptions } from "../call-options.ts";

export interface EmbeddingSampleOptions extends ReadOptions {
  /** Most chunks, from 1 to 5,000; default 2,000. */
  readonly limit?: number;
  /** In the filter language, or as a value. */
  readonly where?: string | Filter;
  /** What `version` was before: where it still is, nothing is read, and nothing comes back. */
  readonly unlessVersion?: string;
}

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

/** A collection's embedding space, as it is looked at as a whole. */
export interface MappingCalls {
  /** Chunks that the reader may see, each as likely as any other, always the same ones while the collection stays the same. */
  embeddingSample(options?: EmbeddingSampleOptions): Promise<EmbeddingSample | undefined>;
  /**
   * Where questions lie in the space of a collection.
   *
   * @throws {InvalidArgumentError} if there is none, or an empty one
   * @throws {SpaceMismatchError} if the collection's vectors are those of another model than the one that is set
   */
  embedQuestions(questions: readonly string[], options?: CallOptions): Promise<EmbeddedQuestions>;
}
