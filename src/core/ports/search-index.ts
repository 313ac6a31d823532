import type { AccessScope } from "../access.ts";
import type { WorkBudget } from "../budget/work-budget.ts";
import type { Chunk, Document, DocumentSummary, DocumentToStore } from "../document.ts";
import type { Sequence } from "../lists/sequence.ts";
import type { EmbeddingSpace } from "../schemas/collection.ts";
import type { ScorePart } from "../schemas/hit.ts";
import type { Filter, WordCondition } from "../search.ts";

/** A vector as an index stores it, with exactly the values it scores with. */
export interface QuantizedVector {
  /** One value per dimension, from -127 to 127. */
  readonly values: Int8Array;
  readonly scale: number;
  /** Code of the vector, one bit per dimension: ceil(dimensions / 8) bytes. */
  readonly code: Uint8Array;
}

/** A vector as an embedder returns it, or as a store has kept it. */
export type EmbeddedVector = Float32Array | QuantizedVector;

/** A document to commit. */
export interface DocumentToIndex {
  readonly document: DocumentToStore;
  readonly chunks: Sequence<Chunk>;
  readonly original?: Uint8Array;
  /** One vector for each of `chunks`, in order; set if the commit names their space. */
  readonly vectors?: readonly QuantizedVector[];
}

/** A document to commit, none of whose parts are packed. */
export interface IndexedDocument extends DocumentToIndex {
  readonly document: Document;
  readonly chunks: readonly Chunk[];
}

export interface IndexCommit {
  readonly collection: string;
  /** Language of documents whose own language is unknown, in ISO 639-1. */
  readonly language: string;
  /** Space of the vectors that all documents include; without it, the new segment waits for its vectors. */
  readonly space?: EmbeddingSpace;
  /** Documents to add. A document whose id exists replaces the stored one. */
  readonly add: readonly DocumentToIndex[];
  readonly removeIds: readonly string[];
  /**
   * True to overwrite everything erased by this commit and earlier ones, so that nothing of a removed document remains.
   */
  readonly purge?: boolean;
  /** Stored documents that `add` was made from. If one of them has changed in the store, nothing is committed. */
  readonly replaces?: readonly DocumentSummary[];
}

export interface CommitResult {
  readonly generation: number;
  /** Id of the new segment; absent if the commit only removed documents. */
  readonly segmentId?: number;
  /** Number of `removeIds` that existed. */
  readonly removed: number;
  /** True if nothing was committed because a document of `replaces` has changed or was removed. */
  readonly isOutdated?: true;
}

/** An alternative for words of the query, which counts less. */
export interface WordAlternative {
  /** Words of the query that it replaces, as the explanation names them. */
  readonly word: string;
  /** Text analysed like the query. Terms that the query already has are not counted again. */
  readonly text: string;
  /** Weight of each of its terms, above 0 and at most 1. A term of the query has weight 1. */
  readonly weight: number;
}

/**
 * Finds chunks by words, by vectors, or by both. Each list is complete up to its `limit` and sorted
 * separately. Documents outside the scope change nothing of the result: statistics, terms and counts are
 * those of what the scope may read.
 */
export interface IndexQuery {
  readonly collection: string;
  readonly scope: AccessScope;
  readonly filter?: Filter;
  /**
   * Phrases that a chunk must contain word for word, in its text, its document's title or one of its headings. Case and
   * punctuation do not matter. A phrase without a word has no effect.
   */
  readonly phrases?: readonly string[];
  /** Conditions that each chunk meets. With the phrases, at most 16 of at most 256 words together. */
  readonly conditions?: readonly WordCondition[];
  /** Budget of the request that the search belongs to; absent: a new budget. */
  readonly work?: WorkBudget;
  /** Search by words. Its text is analysed in every language of the documents in the scope. */
  readonly words?: {
    readonly text: string;
    readonly limit: number;
    /** Prefixes. Each stands for the words in the scope that begin with it, which count as one word. */
    readonly prefixes?: readonly string[];
    /** True to search similarly spelled words instead of words that no chunk contains. */
    readonly correctsTypos?: boolean;
    /** Parts of the text whose words are never corrected; those of `phrases` are not corrected either. */
    readonly asWritten?: readonly string[];
    /** Alternatives. If two give the same term, the higher weight counts. */
    readonly alternatives?: readonly WordAlternative[];
    /**
     * True to list, instead of a search by words, the first chunk that may be found of each document,
     * by chunk id. Each has score 0.
     */
    readonly listsDocuments?: boolean;
  };
  /** Search by a vector. With `exact`, every vector is scored and the one-bit codes are not used. */
  readonly vector?: {
    readonly values: Float32Array;
    readonly space: EmbeddingSpace;
    readonly limit: number;
    /** Languages (ISO 639-1) of the documents to search; absent: all. */
    readonly languages?: readonly string[];
    readonly exact?: boolean;
  };
  /**
   * Vectors to look up for the chunks found by words: the result names those chunks that no search by a vector of this
   * space, limited to these languages, can find.
   */
  readonly vectorsOf?: VectorLookup;
}

/** An embedding space, and the languages of the documents whose vectors count (ISO 639-1); absent: all. */
export interface VectorLookup {
  readonly space: EmbeddingSpace;
  readonly languages?: readonly string[];
}

/** A chunk in a list that is sorted best first, equal scores by chunk id. */
export interface ScoredChunk {
  readonly chunkId: string;
  readonly documentId: string;
  readonly score: number;
}

/** A word of the query and the words of the documents in the scope that were searched for it. */
export interface WordExpansion {
  readonly kind: "prefix" | "typo";
  /** Word of the query; a prefix without its mark. */
  readonly word: string;
  /** Searched terms, each counting as the word; empty if the documents in the scope have nothing similar. */
  readonly terms: readonly string[];
  /** Number of matching terms, which may be more than were searched. */
  readonly known: number;
}

/** A field of a filter whose condition no document in the scope can satisfy. */
export interface FilterFault {
  readonly field: string;
  /** `unknown`: no document has the field. `type`: none has a value of the type that the filter compares it with. */
  readonly kind: "unknown" | "type";
  /** Fields with a similar name, nearest first. */
  readonly near: readonly string[];
  /**
   * Fields of the documents that the caller may read: first those of every document, then metadata that most of them
   * have. Empty for faults of a type.
   */
  readonly known: readonly string[];
}

export interface IndexResult {
  readonly generation: number;
  /** Words that were searched as other words; absent if every word was searched as written. */
  readonly expansions?: readonly WordExpansion[];
  readonly words: readonly ScoredChunk[];
  /** Score by words that no chunk can reach; 0 if no word of the query is in the scope, or no words are searched. */
  readonly maxWordScore: number;
  readonly vectors: readonly ScoredChunk[];
  /** Faults of the filter; absent if it has none. */
  readonly filterFaults?: readonly FilterFault[];
  /** Number of terms that were not searched, since others weigh more and 128 are the maximum; absent if none. */
  readonly termsLeftOut?: number;
  /**
   * True if more chunks might contain the phrases than the budget allows to read. The lists then hold the matches among
   * those that rank first.
   */
  readonly arePhrasesCut?: true;
  /**
   * Number of live chunks of the scope that the vector search skipped, as their vectors are missing or of another
   * space.
   */
  readonly chunksWithoutVectors: number;
  /** Ids of the chunks in `words` that have no vector by the query's `vectorsOf`; absent if there are none. */
  readonly withoutVectors?: readonly string[];
}

/** Names that may be fields of documents. */
export interface FieldQuery extends Pick<IndexQuery, "collection" | "scope"> {
  readonly names: readonly string[];
}

/** Explanation of a chunk's scores. The parts sum to the score. A stage that does not find the chunk is undefined. */
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

/**
 * The indexed form of a document besides its words. An index that stores it finds the document with the same scores.
 */
export interface IndexedForm {
  readonly documentId: string;
  /** Language in which the words were analysed, in ISO 639-1. */
  readonly language: string;
  /** Space of its vectors; absent while they are missing. */
  readonly space?: EmbeddingSpace;
  /** Vectors by chunk id. */
  readonly vectors: ReadonlyMap<string, QuantizedVector>;
}

/** Request for chunks that represent everything a reader may see. */
export interface SampleQuery extends Pick<IndexQuery, "collection" | "scope" | "filter"> {
  /** Space of the vectors; those of other spaces are ignored. */
  readonly space: EmbeddingSpace;
  readonly limit: number;
}

export interface SampledChunk {
  readonly chunkId: string;
  readonly documentId: string;
  /** Language of its document, in ISO 639-1. */
  readonly language: string;
  readonly vector: QuantizedVector;
}

export interface VectorSample {
  readonly generation: number;
  /** Number of live chunks that the reader may see, with or without vectors of this space. */
  readonly chunks: number;
  readonly chunksWithVectors: number;
  /** Sampled chunks, sorted by chunk id. */
  readonly sample: readonly SampledChunk[];
}

/** The live chunks of a segment that wait for vectors. */
export interface PendingSegment {
  readonly segmentId: number;
  readonly chunkIds: readonly string[];
}

/** Vectors for a segment: one for each of `PendingSegment.chunkIds`, in order. */
export interface SegmentVectors {
  readonly segmentId: number;
  readonly collection: string;
  readonly space: EmbeddingSpace;
  readonly vectors: readonly EmbeddedVector[];
}

/** Replacement of a collection's vectors by cached ones of another space. */
export interface SpaceSwap {
  readonly collection: string;
  readonly space: EmbeddingSpace;
  /** SHA-256 of the embedded text, by chunk id. */
  readonly textHashes: ReadonlyMap<string, string>;
  /** True to remove the cached vectors of the old space. */
  readonly forgetOld: boolean;
}

/** The searchable form of a collection. The kernel implements it over any `Store`; an external engine can, too. */
export interface Index {
  search(query: IndexQuery, signal: AbortSignal): Promise<IndexResult>;
  /** Explains the scores of each chunk, in the order of the ids. */
  explain(query: IndexQuery, chunkIds: readonly string[], signal: AbortSignal): Promise<readonly ChunkExplanation[]>;
  /**
   * Returns which names are metadata keys of documents in the scope, whatever their case: the key by the
   * name. Of keys that differ in case only, the one written like the name counts, or else the first in
   * the order of UTF-16 code units.
   */
  findFields(query: FieldQuery, signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
  /** Returns the languages of the documents in a scope (ISO 639-1), sorted. */
  languages(query: Pick<IndexQuery, "collection" | "scope">, signal: AbortSignal): Promise<readonly string[]>;
  statistics(collection: string, signal: AbortSignal): Promise<IndexStatistics>;
  /** Returns the indexed forms of live documents, in the order of the ids. */
  readIndexed(collection: string, documentIds: readonly string[], signal: AbortSignal): Promise<readonly IndexedForm[]>;
  /**
   * Returns a uniform sample of the chunks with vectors, or all of them if they do not exceed the limit.
   * The sample depends on the documents' ids alone, not on segments or time, so adding or removing a
   * document changes few chunks of it.
   *
   * @throws {InvalidArgumentError} for a limit below 1
   */
  sampleVectors(query: SampleQuery, signal: AbortSignal): Promise<VectorSample>;
  /** Returns segments without vectors of this space, oldest first. */
  pendingVectors(collection: string, space: EmbeddingSpace, signal: AbortSignal): Promise<readonly PendingSegment[]>;
  /**
   * @throws {SpaceMismatchError} if the documents have vectors of another space than the collection's
   * @throws {InvalidArgumentError} if a document lacks a vector, or has one that does not fit the space
   */
  commit(commit: IndexCommit, signal: AbortSignal): Promise<CommitResult>;
  /**
   * Attaches vectors to a segment. Returns false if the segment was merged or emptied meanwhile;
   * then call `pendingVectors` again.
   *
   * @throws {SpaceMismatchError} if the collection has another embedding space
   */
  attachVectors(attachment: SegmentVectors, signal: AbortSignal): Promise<boolean>;
  /** Merges segments by the policy, each merge in its own transaction. Returns the number of merges. */
  merge(collection: string, signal: AbortSignal): Promise<number>;
  /** Caches vectors by text hash, quantised as for a segment, so that they are never computed twice. */
  cacheVectors(space: EmbeddingSpace, vectors: ReadonlyMap<string, Float32Array>, signal: AbortSignal): Promise<void>;
  /**
   * Gives every segment of a collection the cached vectors of another space, in one transaction. A search sees the old
   * space or the new one, never both. Returns false, and changes nothing, if a live chunk has no hash or no vector,
   * because it was added meanwhile or the cache was emptied. Then embed what is missing and call it again.
   *
   * @throws {CollectionNotFoundError} if there is no such collection
   */
  swapSpace(swap: SpaceSwap, signal: AbortSignal): Promise<boolean>;
  close(): Promise<void>;
}

/** The part of an index that reads. Any number of readers may use a store at once. */
export type IndexReader = Pick<
  Index,
  "search" | "explain" | "findFields" | "languages" | "statistics" | "readIndexed" | "sampleVectors" | "pendingVectors"
>;

/** The part of an index that writes. It runs in a separate thread. */
export type IndexWriter = Pick<Index, "commit" | "attachVectors" | "merge" | "cacheVectors" | "swapSpace">;
