import type {
  Chunker,
  Clock,
  DocumentInput,
  DocumentSummary,
  Embedder,
  GuardEngine,
  IndexReader,
  IndexWriter,
  Listener,
  LoaderHost,
  Metadata,
  SourceReader,
  StoreReader,
  StoreWriter,
} from "../../core/index.ts";

export interface IngestServices {
  readonly sources: SourceReader;
  readonly loaders: LoaderHost;
  /** Returns the chunker that the settings name for a media type. */
  readonly chunkerFor: (mediaType: string) => Chunker;
  readonly embedder: Embedder;
  readonly index: Pick<IndexReader, "pendingVectors" | "statistics"> & Omit<IndexWriter, "swapSpace">;
  readonly store: Pick<
    StoreReader,
    | "collection"
    | "listDocuments"
    | "chunkings"
    | "readDocument"
    | "readSummaries"
    | "readSummariesByUri"
    | "readMembers"
    | "readChunks"
    | "cachedVectors"
  >;
  readonly origins: Pick<StoreWriter, "putOrigins">;
  readonly guard: GuardEngine;
  readonly clock: Clock;
  readonly emit: Listener;
}

/** Documents that disappeared from their place, and may have moved to where a new one is found. */
export interface Moves {
  /** Returns the document that has moved to this URI. It cannot be claimed again. */
  claim(found: Pick<DocumentSummary, "uri" | "contentHash">): DocumentSummary | undefined;
  /** Tests whether this is the id of one of the documents, claimed or not. */
  holds(id: string): boolean;
}

/** Settings that hold for every document of a call. */
export interface DocumentRequest {
  readonly collection: string;
  /** ISO 639-1 code of the language of all documents, or `auto` to detect the language of each. */
  readonly language: string;
  /** Metadata that replaces a file's own metadata, key by key. */
  readonly metadata: Metadata;
  /** Returns metadata by rules from a document's URI. It replaces the file's own; `metadata` replaces it. */
  metadataOf?(uri: string): Metadata;
  readonly accessLabels: readonly string[];
  /** False to store only words; the vectors then wait for `embedPending`. */
  readonly embed: boolean;
  /** True if the original bytes are stored too. */
  readonly keepOriginals: boolean;
  /** Maximum size of a file. A larger one is rejected, without reading it if its size is known. */
  readonly maxFileBytes: number;
  /** Password for encrypted files. It is never stored. */
  readonly password?: string;
  /** URI of the source that becomes the owner of documents without one. */
  readonly owner?: string;
  readonly moves?: Moves;
  /** Returns false for a source that disappeared since it was listed; its documents are not stored. */
  isThere?(uri: string): boolean;
}

/** Services and settings of one call, which every stage needs. */
export interface IngestContext {
  readonly services: IngestServices;
  readonly request: DocumentRequest;
}

export interface IngestRequest extends DocumentRequest {
  /** Paths, folders, globs and web addresses, or documents in memory. */
  readonly sources: readonly (string | DocumentInput)[];
  /** Number of links to follow from a web page; 0 reads that page only. */
  readonly depth?: number;
}
