import type {
  Chunker,
  Clock,
  Embedder,
  Guard,
  IndexReader,
  IndexWriter,
  Listener,
  LoaderHost,
  Metadata,
  SourceReader,
  StoreReader,
} from "../core/index.ts";
import type { DocumentInput } from "../lydian.ts";

export interface IngestServices {
  readonly sources: SourceReader;
  readonly loaders: LoaderHost;
  /** Which one cuts documents of a media type. */
  readonly chunkerFor: (mediaType: string) => Chunker;
  readonly embedder: Embedder;
  readonly index: Pick<IndexReader, "pendingVectors" | "statistics"> & Omit<IndexWriter, "swapSpace">;
  readonly store: Pick<StoreReader, "collection" | "listDocuments" | "readSummaries" | "readChunks" | "cachedVectors">;
  readonly guard: Guard;
  readonly clock: Clock;
  readonly emit: Listener;
}

export interface IngestRequest {
  readonly collection: string;
  /** Paths, folders, globs and addresses of the web, or documents that the caller holds. */
  readonly sources: readonly (string | DocumentInput)[];
  /** How many links away from a page of the web; 0 is that page alone. */
  readonly depth?: number;
  /** ISO 639-1, for the analysis of the words. */
  readonly language: string;
  /** Put over what a file says of itself. */
  readonly metadata: Metadata;
  readonly accessLabels: readonly string[];
  /** False: words only, vectors wait for `embedPending`. */
  readonly embed: boolean;
  /** Whether the original bytes are stored too. */
  readonly keepOriginals: boolean;
  /** A larger file is refused, unread where its size is known. */
  readonly maxFileBytes: number;
}
