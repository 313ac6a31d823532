import type { AccessScope } from "../access.ts";
import type { Collection } from "../collection.ts";
import type { Chunk, Document, DocumentSummary, DocumentToStore } from "../document.ts";
import type { Sequence } from "../lists/sequence.ts";
import type { EmbeddingSpace } from "../schemas/collection.ts";
import type { LocationMap, Span } from "../schemas/place.ts";
import type { DocumentOrigin, Source } from "../source.ts";
import type { EmbeddedVector, IndexedDocument, IndexWriter, QuantizedVector } from "./search-index.ts";

/** A part of a segment that is stored separately. Words come first; vectors are attached later. */
export type SegmentPart = "lexical" | "documents" | "vectors";

/** A segment without its bytes, which are in blocks of at most 1 MiB, each with a checksum. */
export interface SegmentInfo {
  /** Id of the segment. Ids ascend and are never used twice in a store. */
  readonly id: number;
  readonly collection: string;
  readonly formatVersion: number;
  readonly analysisFingerprint: string;
  readonly chunkCount: number;
  /** Size of each stored part in bytes. */
  readonly sizes: Readonly<Partial<Record<SegmentPart, number>>>;
  /** Space of the segment's vectors; absent while it waits for them. */
  readonly space?: EmbeddingSpace;
}

export interface PartOfSegment {
  readonly segmentId: number;
  readonly part: SegmentPart;
}

/** Receives a block. @param start  offset of the block in its part */
export type VisitBlock = (block: Uint8Array, start: number) => void;

/** A consistent snapshot of a collection's index. */
export interface IndexState {
  readonly generation: number;
  readonly segments: readonly SegmentInfo[];
  /** Ordinals of removed or replaced documents, ascending, by segment id. */
  readonly tombstones: ReadonlyMap<number, readonly number[]>;
}

export interface DocumentQuery {
  readonly collection: string;
  readonly scope: AccessScope;
}

/** A page of the documents of a collection. */
export interface DocumentPageQuery extends DocumentQuery {
  /** URI of the last document of the page before. */
  readonly afterUri?: string;
  /** Maximum number of documents, ≥ 1. Default: all. */
  readonly limit?: number;
}

/** Number of all documents of a collection, whatever their labels. */
export interface DocumentCounts {
  readonly documents: number;
  /** Number of documents whose receipt has a warning. */
  readonly withWarnings: number;
}

/** A document's id or URI within a collection. */
export interface DocumentReference extends DocumentQuery {
  readonly document: string;
}

/** Texts of some spans of a document, in their order. */
export interface Excerpts {
  readonly document: DocumentSummary;
  readonly texts: readonly string[];
}

/** A document's summary and location map, without its text. */
export interface LocatedDocument {
  readonly document: DocumentSummary;
  readonly locations: LocationMap;
}

/** A block of the original bytes of a document with this content. */
export interface OriginalBlockReference extends DocumentReference {
  readonly contentHash: string;
  readonly number: number;
}

export interface OriginalBlock {
  /** Bytes of the block, at most 1 MiB; empty only if the original is empty. */
  readonly bytes: Uint8Array;
  /** Size of the whole original. */
  readonly sizeBytes: number;
}

/** Reads a store. No read sees half a transaction. */
export interface StoreReader {
  collections(signal: AbortSignal): Promise<readonly Collection[]>;
  collection(name: string, signal: AbortSignal): Promise<Collection | undefined>;
  /** Returns the readable documents, all or a page of them, sorted by URI. Each URI is unique in its collection. */
  listDocuments(query: DocumentPageQuery, signal: AbortSignal): Promise<readonly DocumentSummary[]>;
  countDocuments(collection: string, signal: AbortSignal): Promise<DocumentCounts>;
  readDocument(reference: DocumentReference, signal: AbortSignal): Promise<Document | undefined>;
  /**
   * Returns the texts of some spans of a document, and reads little more of it than these. Of a span beyond the end of
   * the document it returns what precedes the end.
   */
  readExcerpts(
    query: DocumentReference & { readonly spans: readonly Span[] },
    signal: AbortSignal,
  ): Promise<Excerpts | undefined>;
  /** Returns the location map of a document, and reads none of its text. */
  readLocations(reference: DocumentReference, signal: AbortSignal): Promise<LocatedDocument | undefined>;
  /** Returns the summaries that exist and are readable, in the order of the ids. */
  readSummaries(
    query: DocumentQuery & { readonly ids: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly DocumentSummary[]>;
  /** Returns the summaries that exist and are readable, by their URIs. */
  readSummariesByUri(
    query: DocumentQuery & { readonly uris: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly DocumentSummary[]>;
  /** Returns the members of a container, whose URIs begin with its URI and `!/`, at any depth; sorted by URI. */
  readMembers(
    query: DocumentQuery & { readonly container: string },
    signal: AbortSignal,
  ): Promise<readonly DocumentSummary[]>;
  /** Counts the readable documents of each media type and chunking fingerprint. */
  chunkings(query: DocumentQuery, signal: AbortSignal): Promise<readonly ChunkingCount[]>;
  /** Returns the chunks that exist and are readable, in the order of the ids. */
  readChunks(
    query: DocumentQuery & { readonly ids: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly Chunk[]>;
  /** Returns all chunks of a document in reading order. */
  chunksOfDocument(reference: DocumentReference, signal: AbortSignal): Promise<readonly Chunk[]>;
  /** Returns the original bytes, or undefined if the settings did not store them. */
  readOriginal(reference: DocumentReference, signal: AbortSignal): Promise<Uint8Array | undefined>;
  /**
   * Returns a block of the original bytes, counted from 0, so that a large original need not be held in memory.
   * Undefined if the original is not stored, or the document has another content by now.
   */
  readOriginalBlock(block: OriginalBlockReference, signal: AbortSignal): Promise<OriginalBlock | undefined>;
  /** Returns the signatures of documents that exist, are readable and have one. */
  signatures(
    query: DocumentQuery & { readonly ids: readonly string[] },
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Uint8Array>>;
  /**
   * Returns candidates for near duplicates: for each readable document, the other readable documents of its collection
   * that share a band of its signature. Some of them are similar and some are not. If there are more than 200, it
   * returns any 200 of them.
   */
  sharedBands(
    query: DocumentQuery & { readonly ids: readonly string[] },
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly SignedDocument[]>>;
  /** Returns the sources, sorted by URI. */
  sources(collection: string, signal: AbortSignal): Promise<readonly Source[]>;
  indexState(collection: string, signal: AbortSignal): Promise<IndexState>;
  /**
   * Passes a part's blocks to `visit` in order, one at a time, so that only one is in memory. Their checksums are
   * verified. There are no blocks if the segment has no such part, or if a merge dropped it; the index state then has a
   * new generation. A store that had to wait may start again with the first block.
   *
   * @throws {BlockCorruptError} if a checksum differs or a block is missing, possibly after some blocks were visited
   */
  readBlocks(of: PartOfSegment, visit: VisitBlock, signal: AbortSignal): Promise<void>;
  /**
   * Returns vectors computed earlier, by the SHA-256 of the embedded text in hexadecimal digits. A store may still have
   * some that an earlier version kept unquantised.
   */
  cachedVectors(
    space: EmbeddingSpace,
    textHashes: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, EmbeddedVector>>;
  statistics(signal: AbortSignal): Promise<StoreStatistics>;
}

/** Progress of copying a store. */
export interface CopyProgress {
  readonly doneBytes: number;
  readonly totalBytes: number;
}

export interface ChunkingCount extends Pick<DocumentSummary, "mediaType" | "chunkingFingerprint"> {
  readonly documents: number;
}

export interface StoreStatistics {
  readonly path: string;
  readonly formatVersion: number;
  readonly sizeBytes: number;
  readonly documents: number;
  readonly chunks: number;
}

/** Writes of one transaction: all of them are stored, or none. */
export interface StoreTransaction
  extends Pick<
    StoreReader,
    "collection" | "readDocument" | "readSummaries" | "indexState" | "readBlocks" | "chunksOfDocument"
  > {
  createCollection(name: string): void;
  setSpace(collection: string, space: EmbeddingSpace): void;
  /** Adds a source, or replaces the one with the same URI, which keeps its documents. */
  putSource(source: Source): void;
  /** Replaces the source with the same URI. Returns false, and stores nothing, if there is none. */
  updateSource(source: Source): boolean;
  /**
   * Removes a source. Returns the ids of its documents, which stay without a source; undefined if there is no such
   * source.
   */
  removeSource(collection: string, uri: string): readonly string[] | undefined;
  /**
   * Sets a document's origin and leaves its text and index unchanged. Its source must exist. Returns false without such
   * a document.
   */
  putOrigin(collection: string, origin: DocumentOrigin): boolean;
  /**
   * Adds a document with its chunks, or replaces the one with the same id. Its source must exist. `original` is stored
   * once per content hash; if it is undefined, the stored one with the same hash stays.
   */
  putDocument(document: DocumentToStore, chunks: Sequence<Chunk>, original: Uint8Array | undefined): void;
  /** Removes a document. Returns false if there is no such document. */
  removeDocument(collection: string, id: string): boolean;
  /**
   * Overwrites data removed in the rest of the transaction, instead of leaving it in free pages. Removes all cached
   * vectors, because a vector reveals much of its text and the cache does not know which document the text is from.
   */
  startPurge(): void;
  /** Sets the signature of a document, which is removed with it. Returns false if there is no such document. */
  putSignature(collection: string, documentId: string, signature: Signature): boolean;
  /** Stores a segment and returns its new id. */
  putSegment(
    segment: Omit<SegmentInfo, "id" | "sizes">,
    parts: Readonly<Partial<Record<SegmentPart, Uint8Array>>>,
  ): number;
  attachVectors(segmentId: number, space: EmbeddingSpace, bytes: Uint8Array): void;
  dropSegment(segmentId: number): void;
  addTombstones(segmentId: number, documentOrdinals: readonly number[]): void;
  cacheVectors(space: EmbeddingSpace, vectors: ReadonlyMap<string, QuantizedVector>): void;
  /** Removes the cached vectors of a space, for all collections. Those of segments stay. */
  forgetCachedVectors(space: EmbeddingSpace): void;
  /** Increases the collection's generation and returns it. */
  advanceGeneration(collection: string): number;
}

/**
 * The system of record. One writer at a time: the write lock is held per transaction, never per process.
 *
 * @throws {StoreBusyError} from `transact` if the lock is not available within the time limit
 */
export interface Store extends StoreReader {
  transact<T>(work: (transaction: StoreTransaction) => Promise<T>, signal: AbortSignal): Promise<T>;
  /**
   * Erases free pages and the write-ahead log, after a purge.
   *
   * @throws {StoreBusyError} if another process still reads an older state, so that its pages must stay
   */
  erase(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Writes the sources of documents. Each call is one transaction. */
export interface StoreWriter {
  /** Adds a source, or replaces the one with the same URI. Creates its collection if necessary. */
  putSource(source: Source, signal: AbortSignal): Promise<void>;
  /** Replaces the source with the same URI. Returns false, and stores nothing, if it has been removed. */
  updateSource(source: Source, signal: AbortSignal): Promise<boolean>;
  /**
   * Removes a source. Returns the ids of its documents, which stay without a source; undefined if there is no such
   * source.
   */
  removeSource(collection: string, uri: string, signal: AbortSignal): Promise<readonly string[] | undefined>;
  /**
   * Sets the origins of documents and leaves their text and index unchanged. Documents removed meanwhile are skipped.
   */
  putOrigins(collection: string, origins: readonly DocumentOrigin[], signal: AbortSignal): Promise<void>;
}

/** All changes of a store. It runs in a separate thread. */
export type Writer = IndexWriter & StoreWriter;

/** A part of a document that is no longer readable. */
export type DocumentLoss = "text" | "metadata" | "elements" | "locations" | "chunks" | "original";

/** The readable parts of a damaged document. */
export interface SalvagedDocument {
  readonly documentId: string;
  readonly uri: string;
  /**
   * Document to index again; absent if its text is lost, or its access labels, without which it could become readable
   * for everyone.
   */
  readonly indexed?: IndexedDocument;
  readonly lost: readonly DocumentLoss[];
}

/** A store that may be damaged anywhere. Unreadable rows are skipped and counted. No other process has it open. */
export interface DamagedStore {
  readonly collections: readonly { readonly name: string; readonly space?: EmbeddingSpace }[];
  sources(collection: string): readonly Source[];
  /**
   * Returns documents in the order in which they were stored. A chunk with a damaged text gets its text from the
   * document.
   */
  documents(collection: string): Iterable<SalvagedDocument>;
  /** Returns the state without unreadable segments. */
  indexState(collection: string): IndexState;
  readonly readBlocks: StoreReader["readBlocks"];
  /** Returns the number of skips so far. One skip may cover many rows where a part of the file is missing. */
  leaps(): number;
  close(): void;
}

/** A text's MinHash signature. The similarity of two texts is estimated from their signatures. */
export interface Signature {
  /** Bytes to compare; `engine/text` defines their layout. */
  readonly bytes: Uint8Array;
  /** One hash per band, an integer from 0 to 2³² − 1. Similar texts share the hash of at least one band. */
  readonly bands: readonly number[];
}

/** A readable document with its signature. */
export interface SignedDocument {
  readonly documentId: string;
  readonly uri: string;
  readonly signature: Uint8Array;
}
