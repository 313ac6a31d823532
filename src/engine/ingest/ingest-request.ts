import type {
  Chunker,
  Clock,
  DocumentInput,
  DocumentSummary,
  Embedder,
  Guard,
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
  /** Which one cuts documents of a media type, by the settings. */
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
  readonly guard: Guard;
  readonly clock: Clock;
  readonly emit: Listener;
}

/** Documents that have gone from where they were, and may have moved to where a new one is found. */
export interface Moves {
  /** The one whose content this is; it can not be claimed again. */
  claim(found: Pick<DocumentSummary, "uri" | "contentHash">): DocumentSummary | undefined;
  /** Whether it is the id of one of them, claimed or not. */
  holds(id: string): boolean;
}

/** What holds for every document of a call. */
export interface DocumentRequest {
  readonly collection: string;
  /** ISO 639-1, that all documents are taken to be in; `auto`: each one's own is recognised. */
  readonly language: string;
  /** Put over what a file says of itself. */
  readonly metadata: Metadata;
  /** What rules read from a document's URI: over what the file says, under `metadata`. Default nothing. */
  metadataOf?(uri: string): Metadata;
  readonly accessLabels: readonly string[];
  /** False: words only, vectors wait for `embedPending`. */
  readonly embed: boolean;
  /** Whether the original bytes are stored too. */
  readonly keepOriginals: boolean;
  /** A larger file is refused, unread where its size is known. */
  readonly maxFileBytes: number;
  /** Opens files that are encrypted; kept nowhere. */
  readonly password?: string;
  /** The URI of the source that owns what nothing owns yet. */
  readonly owner?: string;
  readonly moves?: Moves;
  /** False for a source that has gone since it was listed: what was read of it is not stored. */
  isThere?(uri: string): boolean;
}

export interface IngestRequest extends DocumentRequest {
  /** Paths, folders, globs and addresses of the web, or documents that the caller holds. */
  readonly sources: readonly (string | DocumentInput)[];
  /** How many links away from a page of the web; 0 is that page alone. */
  readonly depth?: number;
}
