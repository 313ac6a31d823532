import type { AccessScope } from "../access.ts";
import type { Chunk, Document, DocumentSummary } from "../document.ts";
import type { Filter } from "../filter.ts";
import type { EmbeddingSpace } from "../schemas/collection.ts";
import type { ScorePart } from "../schemas/hit.ts";

/** A vector as an index keeps it: what it scores with, to the last digit. */
export interface QuantizedVector {
  /** One a dimension, from -127 to 127. */
  readonly values: Int8Array;
  readonly scale: number;
  /** One bit a dimension: ceil(dimensions / 8) bytes. */
  readonly code: Uint8Array;
}

/** A document as it is committed. */
export interface IndexedDocument {
  readonly document: Document;
  readonly chunks: readonly Chunk[];
  readonly original?: Uint8Array;
  /** One for each of `chunks`, in their order; where the commit names their space. */
  readonly vectors?: readonly QuantizedVector[];
}

export interface IndexCommit {
  readonly collection: string;
  /** ISO 639-1, for the words of documents whose own language is unknown. */
  readonly language: string;
  /** Of the vectors that all of the documents bring along; without it, the new segment waits for its vectors. */
  readonly space?: EmbeddingSpace;
  /** A document whose id is there already replaces it. */
  readonly add: readonly IndexedDocument[];
  readonly removeIds: readonly string[];
  /** Overwrite what is erased, now and by the commits before: nothing of a removed or replaced document stays. */
  readonly purge?: boolean;
  /** What `add` was made from, as the store gave it: if one of these is stored otherwise now, nothing is committed. */
  readonly replaces?: readonly DocumentSummary[];
}

export interface CommitResult {
  readonly generation: number;
  /** Absent when the commit only removed. */
  readonly segmentId?: number;
  /** How many of `removeIds` were there. */
  readonly removed: number;
  /** Nothing was committed: a document of `replaces` has changed or gone meanwhile. */
  readonly isOutdated?: true;
}

/** Other words for words of the query: they count too, but less. */
export interface WordAlternative {
  /** The words of the query that it stands for, as the explanation names them. */
  readonly word: string;
  /** Analysed as the query is; terms that the query has itself are not counted again. */
  readonly text: string;
  /** Of each of its terms, beside 1 for a term of the query; above 0, at most 1. */
  readonly weight: number;
}

/** Finds chunks by words, by vectors, or by both; each list is complete for its `limit` and ordered on its own. */
export interface IndexQuery {
  readonly collection: string;
  readonly scope: AccessScope;
  readonly filter?: Filter;
  /**
   * Each must stand in a chunk, word for word: in its text, its document's title or one of its headings, capitals and
   * punctuation aside. A phrase without a word asks for nothing.
   */
  readonly phrases?: readonly string[];
  /** The text is analysed in every language of the collection's documents. */
  readonly words?: {
    readonly text: string;
    readonly limit: number;
    /** Beginnings of words, each searched as one word: by the words of the collection that begin so. */
    readonly prefixes?: readonly string[];
    /** Search words that no chunk has by those that are spelled almost like them. */
    readonly correctsTypos?: boolean;
    /** Parts of the text whose words are never corrected; those of `phrases` are not either. */
    readonly asWritten?: readonly string[];
    /** Of two that give the same term the one with the higher weight counts. */
    readonly alternatives?: readonly WordAlternative[];
  };
  /** `exact` scores every vector and skips the one-bit codes. */
  readonly vector?: {
    readonly values: Float32Array;
    readonly space: EmbeddingSpace;
    readonly limit: number;
    /** Only chunks of documents in these languages (ISO 639-1); absent: of all. */
    readonly languages?: readonly string[];
    readonly exact?: boolean;
  };
}

/** Best first; equal scores by chunk id. */
export interface ScoredChunk {
  readonly chunkId: string;
  readonly documentId: string;
  readonly score: number;
}

/** A word of the query that was searched by words of the collection. */
export interface WordExpansion {
  readonly kind: "prefix" | "typo";
  /** As asked; a prefix without its mark. */
  readonly word: string;
  /** The terms that were searched, each counting as the word; none where the collection has nothing like it. */
  readonly terms: readonly string[];
  /** How many terms begin so or are spelled so; more than were searched where they are too many. */
  readonly known: number;
}

export interface IndexResult {
  readonly generation: number;
  /** Absent where every word was searched as it is. */
  readonly expansions?: readonly WordExpansion[];
  readonly words: readonly ScoredChunk[];
  readonly vectors: readonly ScoredChunk[];
  /** Live chunks that the vector search had to skip, since their vectors are missing or of another space. */
  readonly chunksWithoutVectors: number;
}

/** Why a chunk scores what it scores; parts sum to the score. `undefined` where the stage does not find it. */
export interface ChunkExplanation {
  readonly words?: { readonly score: number; readonly parts: readonly ScorePart[] };
  readonly vectors?: { readonly score: number; readonly parts: readonly ScorePart[] };
}

export interface IndexStatistics {
  readonly generation: number;
  readonly segments: number;
  readonly documents: number;
  readonly chunks: number;
  readonly deletedChunks: number;
  readonly chunksWithVectors: number;
  readonly sizeBytes: number;
}

/** What an index keeps of a document beside its words: with it, the document is found elsewhere with the same scores. */
export interface IndexedForm {
  readonly documentId: string;
  /** ISO 639-1, that its words were analysed in. */
  readonly language: string;
  /** Of its vectors; absent while they are missing. */
  readonly space?: EmbeddingSpace;
  /** By chunk id. */
  readonly vectors: ReadonlyMap<string, QuantizedVector>;
}

/** Asks for chunks that stand for all that a reader may see. */
export interface SampleQuery extends Pick<IndexQuery, "collection" | "scope" | "filter"> {
  /** Vectors of another space are not looked at. */
  readonly space: EmbeddingSpace;
  readonly limit: number;
}

export interface SampledChunk {
  readonly chunkId: string;
  readonly documentId: string;
  /** ISO 639-1, of its document. */
  readonly language: string;
  readonly vector: QuantizedVector;
}

export interface VectorSample {
  readonly generation: number;
  /** Live chunks that the reader may see, with vectors of this space or without. */
  readonly chunks: number;
  readonly chunksWithVectors: number;
  /** By chunk id. */
  readonly sample: readonly SampledChunk[];
}

/** A segment's live chunks that wait for vectors, as the embedder will read them. */
export interface PendingSegment {
  readonly segmentId: number;
  readonly chunkIds: readonly string[];
}

/** Vectors for the chunks of a segment: one for each of `PendingSegment.chunkIds`, in their order. */
export interface SegmentVectors {
  readonly segmentId: number;
  readonly collection: string;
  readonly space: EmbeddingSpace;
  readonly vectors: readonly Float32Array[];
}

/** The vectors that take the place of a collection's: cached ones, by what was embedded for each live chunk. */
export interface SpaceSwap {
  readonly collection: string;
  readonly space: EmbeddingSpace;
  /** SHA-256 of the embedded text, by chunk id. */
  readonly textHashes: ReadonlyMap<string, string>;
  /** Also forgets the cached vectors of the space before. */
  readonly forgetOld: boolean;
}

/** The searchable form of a collection. The kernel is one over any `Store`; an outside engine can be another. */
export interface Index {
  search(query: IndexQuery, signal: AbortSignal): Promise<IndexResult>;
  /** For each asked chunk, in the order asked for. */
  explain(query: IndexQuery, chunkIds: readonly string[], signal: AbortSignal): Promise<readonly ChunkExplanation[]>;
  statistics(collection: string, signal: AbortSignal): Promise<IndexStatistics>;
  /** Of those documents that are live, in the order asked for. */
  readIndexed(collection: string, documentIds: readonly string[], signal: AbortSignal): Promise<readonly IndexedForm[]>;
  /**
   * Some of the chunks with vectors; all of them where they are no more than the limit. Each is as likely as any other, and which
   * ones depends on the documents' ids alone: neither on segments nor on time, and a document more or less changes few of them.
   *
   * @throws {InvalidArgumentError} for a limit below 1
   */
  sampleVectors(query: SampleQuery, signal: AbortSignal): Promise<VectorSample>;
  /** Segments without vectors of this space, oldest first. */
  pendingVectors(collection: string, space: EmbeddingSpace, signal: AbortSignal): Promise<readonly PendingSegment[]>;
  /**
   * @throws {SpaceMismatchError} if the documents bring vectors of another space than the collection's
   * @throws {InvalidArgumentError} if one of them lacks a vector, or has one that does not fit the space
   */
  commit(commit: IndexCommit, signal: AbortSignal): Promise<CommitResult>;
  /**
   * Attaches vectors to a segment.
   * Answers false if the segment has gone meanwhile (merged or emptied); then ask `pendingVectors` again.
   *
   * @throws {SpaceMismatchError} if the collection has another embedding space
   */
  attachVectors(attachment: SegmentVectors, signal: AbortSignal): Promise<boolean>;
  /** Merges what the policy finds worth merging, one transaction a merge; answers how many merges it did. */
  merge(collection: string, signal: AbortSignal): Promise<number>;
  /** Remembers vectors by text hash, so that they are never computed twice. */
  cacheVectors(space: EmbeddingSpace, vectors: ReadonlyMap<string, Float32Array>, signal: AbortSignal): Promise<void>;
  /**
   * Gives every segment of a collection the cached vectors of another space, in one transaction: a search sees the old
   * space or the new one, never both. Answers false, and changes nothing, if a live chunk has no hash or no vector:
   * it was added meanwhile, or the cache was emptied; then embed what is missing and ask again.
   *
   * @throws {CollectionNotFoundError} if there is none of this name
   */
  swapSpace(swap: SpaceSwap, signal: AbortSignal): Promise<boolean>;
  close(): Promise<void>;
}

/** The half that many may hold at once. */
export type IndexReader = Pick<
  Index,
  "search" | "explain" | "statistics" | "readIndexed" | "sampleVectors" | "pendingVectors"
>;

/** The half that changes things; runs in a thread of its own. */
export type IndexWriter = Pick<Index, "commit" | "attachVectors" | "merge" | "cacheVectors" | "swapSpace">;
