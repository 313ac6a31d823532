import type { AccessScope } from "../access.ts";
import type { Collection } from "../collection.ts";
import type { Chunk, Document, DocumentSummary } from "../document.ts";
import type { EmbeddingSpace } from "../schemas/collection.ts";
import type { DocumentOrigin, Source } from "../source.ts";
import type { IndexedDocument, IndexWriter } from "./search-index.ts";

/** The parts of a segment that are stored apart: words come first, vectors are attached later. */
export type SegmentPart = "lexical" | "documents" | "vectors";

/** What the store knows of a segment; its bytes lie in blocks of at most 1 MiB, each with a checksum. */
export interface SegmentInfo {
  /** Grows; never used twice in a store. */
  readonly id: number;
  readonly collection: string;
  readonly formatVersion: number;
  readonly analysisFingerprint: string;
  readonly chunkCount: number;
  /** Bytes of each stored part. */
  readonly sizes: Readonly<Partial<Record<SegmentPart, number>>>;
  /** Absent while the segment waits for its vectors. */
  readonly space?: EmbeddingSpace;
}

export interface PartOfSegment {
  readonly segmentId: number;
  readonly part: SegmentPart;
}

/** @param start  where the block begins in its part */
export type VisitBlock = (block: Uint8Array, start: number) => void;

/** One consistent picture of a collection's index. */
export interface IndexState {
  readonly generation: number;
  readonly segments: readonly SegmentInfo[];
  /** By segment id: the segment's document ordinals, ascending, that have been removed or replaced. */
  readonly tombstones: ReadonlyMap<number, readonly number[]>;
}

export interface DocumentQuery {
  readonly collection: string;
  readonly scope: AccessScope;
}

/** A document's id or URI within a collection. */
export interface DocumentReference extends DocumentQuery {
  readonly document: string;
}

/** Reads. None sees the half of a transaction. */
export interface StoreReader {
  collections(signal: AbortSignal): Promise<readonly Collection[]>;
  collection(name: string, signal: AbortSignal): Promise<Collection | undefined>;
  /** By URI, then id. */
  listDocuments(query: DocumentQuery, signal: AbortSignal): Promise<readonly DocumentSummary[]>;
  readDocument(reference: DocumentReference, signal: AbortSignal): Promise<Document | undefined>;
  /** The summaries that exist and are readable, in the order asked for. */
  readSummaries(
    query: DocumentQuery & { readonly ids: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly DocumentSummary[]>;
  /** The same, by URI. */
  readSummariesByUri(
    query: DocumentQuery & { readonly uris: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly DocumentSummary[]>;
  /** Those whose URI begins with that of a container and `!/`, at any depth; by URI. */
  readMembers(
    query: DocumentQuery & { readonly container: string },
    signal: AbortSignal,
  ): Promise<readonly DocumentSummary[]>;
  /** How many documents of each media type were cut in which way. */
  chunkings(collection: string, signal: AbortSignal): Promise<readonly ChunkingCount[]>;
  /** The chunks that exist and are readable, in the order asked for. */
  readChunks(
    query: DocumentQuery & { readonly ids: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly Chunk[]>;
  /** All chunks of one document in reading order. */
  chunksOfDocument(reference: DocumentReference, signal: AbortSignal): Promise<readonly Chunk[]>;
  /** The original bytes, unless the setting left them out. */
  readOriginal(reference: DocumentReference, signal: AbortSignal): Promise<Uint8Array | undefined>;
  /** The bytes of the signatures of those documents that exist, are readable and have one. */
  signatures(
    query: DocumentQuery & { readonly ids: readonly string[] },
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Uint8Array>>;
  /**
   * For each of these documents that exists and is readable, the other readable ones of its collection whose signature
   * has a band in common with its own: some are much like it, some are not. Of more than 200, any 200.
   */
  sharedBands(
    query: DocumentQuery & { readonly ids: readonly string[] },
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly SignedDocument[]>>;
  /** By URI. */
  sources(collection: string, signal: AbortSignal): Promise<readonly Source[]>;
  indexState(collection: string, signal: AbortSignal): Promise<IndexState>;
  /**
   * Shows a part's blocks in order, one at a time, so that no more than one lies in memory beside what the caller makes of
   * them; their checksums have been compared. None if the segment has no such part, or has gone meanwhile: a merge dropped
   * it, and the index state has a new generation. A store that had to wait may begin again with the first block.
   *
   * @throws {BlockCorruptError} if a checksum differs or a block is missing, which may be seen after some were shown
   */
  readBlocks(of: PartOfSegment, visit: VisitBlock, signal: AbortSignal): Promise<void>;
  /** Vectors that were computed before, by SHA-256 of the embedded text. */
  cachedVectors(
    space: EmbeddingSpace,
    textHashes: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Float32Array>>;
  statistics(signal: AbortSignal): Promise<StoreStatistics>;
}

/** How far a copy of a store has come. */
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

/** Writes within one transaction: all of them are kept, or none. */
export interface StoreTransaction
  extends Pick<
    StoreReader,
    "collection" | "readDocument" | "readSummaries" | "indexState" | "readBlocks" | "chunksOfDocument"
  > {
  createCollection(name: string): void;
  setSpace(collection: string, space: EmbeddingSpace): void;
  /** Replaces the source of the same URI; its documents stay its own. */
  putSource(source: Source): void;
  /** Replaces the source of the same URI; false, and nothing is kept, where there is none. */
  updateSource(source: Source): boolean;
  /** Answers the ids of its documents, which stay, and no source owns them any more; undefined where it was not there. */
  removeSource(collection: string, uri: string): readonly string[] | undefined;
  /** Of a document whose text and index stay as they are; answers whether it was there. Its source must be there. */
  putOrigin(collection: string, origin: DocumentOrigin): boolean;
  /** Replaces the document of the same id, with its chunks. Its source must be there. `original` is stored once per content hash; left out, the one of the same hash stays. */
  putDocument(document: Document, chunks: readonly Chunk[], original: Uint8Array | undefined): void;
  /** Answers whether it was there. */
  removeDocument(collection: string, id: string): boolean;
  /**
   * From here to the transaction's end, what is removed is overwritten instead of left in free pages. Forgets all cached
   * vectors, since a vector tells much of its text, and the cache does not know whose text it was.
   */
  startPurge(): void;
  /** Replaces the signature of a document; it goes with the document. Answers whether the document was there. */
  putSignature(collection: string, documentId: string, signature: Signature): boolean;
  /** Answers the new segment's id. */
  putSegment(
    segment: Omit<SegmentInfo, "id" | "sizes">,
    parts: Readonly<Partial<Record<SegmentPart, Uint8Array>>>,
  ): number;
  attachVectors(segmentId: number, space: EmbeddingSpace, bytes: Uint8Array): void;
  dropSegment(segmentId: number): void;
  addTombstones(segmentId: number, documentOrdinals: readonly number[]): void;
  cacheVectors(space: EmbeddingSpace, vectors: ReadonlyMap<string, Float32Array>): void;
  /** Forgets the cached vectors of a space, of all collections; those of segments stay. */
  forgetCachedVectors(space: EmbeddingSpace): void;
  /** Answers the new generation of the collection. */
  advanceGeneration(collection: string): number;
}

/**
 * The system of record. One writer at a time: the write lock is held per transaction, never per process.
 *
 * @throws {StoreBusyError} from `transact` when the lock could not be had within the set time
 */
export interface Store extends StoreReader {
  transact<T>(work: (transaction: StoreTransaction) => Promise<T>, signal: AbortSignal): Promise<T>;
  /**
   * Erases free pages and the write-ahead log, after a purge.
   *
   * @throws {StoreBusyError} if another process still reads an older state, so that its pages have to stay
   */
  erase(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** What is written beside the index: where documents come from. Each call is one transaction. */
export interface StoreWriter {
  /** Replaces the source of the same URI; makes its collection where there is none. */
  putSource(source: Source, signal: AbortSignal): Promise<void>;
  /** Replaces the source of the same URI; false, and nothing is kept, where it has been removed. */
  updateSource(source: Source, signal: AbortSignal): Promise<boolean>;
  /** Answers the ids of its documents, which stay, and no source owns them any more; undefined where it was not there. */
  removeSource(collection: string, uri: string, signal: AbortSignal): Promise<readonly string[] | undefined>;
  /** Of documents whose text and index stay as they are; one that has gone meanwhile is passed over. */
  putOrigins(collection: string, origins: readonly DocumentOrigin[], signal: AbortSignal): Promise<void>;
}

/** All that changes a store; runs in a thread of its own. */
export type Writer = IndexWriter & StoreWriter;

/** What of a document can not be read any more. */
export type DocumentLoss = "text" | "metadata" | "elements" | "locations" | "chunks" | "original";

/** A document as far as it can be read. */
export interface SalvagedDocument {
  readonly documentId: string;
  readonly uri: string;
  /** Absent without its text, or without its metadata and access labels: it must not be shown to others than before. */
  readonly indexed?: IndexedDocument;
  readonly lost: readonly DocumentLoss[];
}

/** A store that may be damaged anywhere: what can not be read is left out, and counted. Nobody else has it open. */
export interface DamagedStore {
  readonly collections: readonly { readonly name: string; readonly space?: EmbeddingSpace }[];
  sources(collection: string): readonly Source[];
  /** In the order in which they were stored; chunks whose text was damaged have that of the document. */
  documents(collection: string): Iterable<SalvagedDocument>;
  /** Without segments where none can be read. */
  indexState(collection: string): IndexState;
  readonly readBlocks: StoreReader["readBlocks"];
  /** Rows that were leapt over until now; where a part of the file has gone, one leap may be over many. */
  leaps(): number;
  close(): void;
}

/** A text's MinHash signature: signatures tell how alike their texts are without the texts. */
export interface Signature {
  /** What is compared; its layout is the text room's matter. */
  readonly bytes: Uint8Array;
  /** A hash a band, whole numbers from 0 to 2³² − 1: texts that are much alike have one at the same place in common. */
  readonly bands: readonly number[];
}

/** A readable document with the bytes of its signature. */
export interface SignedDocument {
  readonly documentId: string;
  readonly uri: string;
  readonly signature: Uint8Array;
}
