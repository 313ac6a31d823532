import type {
  AccessScope,
  AddReport,
  DocumentInput,
  DocumentSummary,
  Metadata,
  Source,
  SourceReport,
  Watch,
} from "../../core/index.ts";
import type { CallOptions } from "../call-options.ts";

export interface AddOptions extends CallOptions {
  readonly metadata?: Metadata;
  /**
   * Rules that read metadata from each document's path below the source that was given, as `path:{year}/{team}/*`:
   * over what the file says of itself, under `metadata`.
   */
  readonly metadataRules?: readonly string[];
  readonly accessLabels?: readonly string[];
  /** False: words only, vectors wait for `embed`. Default true. */
  readonly embed?: boolean;
  /** How many links away from each address of the web, on its host; from 0, the default, that page alone, to 10. */
  readonly depth?: number;
  /** Opens encrypted PDFs, by their user's or their owner's password. It is kept nowhere. */
  readonly password?: string;
  /** Whether pictures, and pages that are pictures, are read by OCR. Default: as `ingest.ocr` says. */
  readonly ocr?: boolean;
  /** Whom the receipts are told: they name no near duplicate that this scope may not read. Default: `everything`. */
  readonly scope?: AccessScope;
}

/** Metadata, labels and depth are remembered with the source, and hold for its next syncs, too. */
export interface SyncOptions extends Omit<AddOptions, "scope" | "ocr"> {
  /** Answers what would be done, and changes nothing. Default false. */
  readonly dryRun?: boolean;
  /** Leaves out what is no source of the collection; else it becomes one. Default false. */
  readonly onlyKnown?: boolean;
}

/** Like the options of `sync`; the signal ends it. */
export interface WatchOptions extends Omit<SyncOptions, "dryRun" | "depth" | "onlyKnown"> {}

export interface SyncReport {
  readonly collection: string;
  readonly dryRun: boolean;
  /** In the order in which they were named, or by URI. */
  readonly sources: readonly SourceReport[];
  /** Live chunks that still wait for their vectors. */
  readonly chunksWithoutVectors: number;
  /** Documents that still wait to be cut as the settings say. */
  readonly documentsToRechunk: number;
}

export interface SourceStatus extends Source {
  /** How many documents it owns. */
  readonly documents: number;
  /** Present while it is watched: a server keeps it in step. */
  readonly watch?: Pick<Watch, "since" | "problem">;
}

export interface RemoveSourceOptions extends CallOptions {
  /** The documents stay, and no source owns them any more. Default false. */
  readonly keep?: boolean;
}

export interface RemoveSourceReport {
  readonly source: Source;
  readonly removed: readonly DocumentSummary[];
}

export interface EmbedReport {
  readonly collection: string;
  /** Chunks that got vectors which they lacked. */
  readonly embedded: number;
  readonly rechunked: number;
  readonly chunksWithoutVectors: number;
  readonly documentsToRechunk: number;
}

export interface ReindexOptions extends CallOptions {
  /** Also forgets the computed vectors of the model before, which would make going back quick. Default false. */
  readonly forgetOld?: boolean;
}

export interface ReindexReport {
  readonly collection: string;
  /** The model whose vectors the collection had; absent if it had none. */
  readonly from?: string;
  readonly to: string;
  /** False if the collection's vectors were of this model already: then only missing ones were computed. */
  readonly swapped: boolean;
  /** Chunks that got their vectors, computed now or before. */
  readonly embedded: number;
  /** Documents that were cut again after it, since the model counts tokens otherwise, or a setting has changed. */
  readonly rechunked: number;
}

/** What fills a collection. */
export interface AddingCalls {
  /** Adds files, folders, globs, addresses of the web (`https://…`), or documents that the caller holds. A file that fails does not stop the others. */
  add(sources: string | readonly (string | DocumentInput)[], options?: AddOptions): Promise<AddReport>;
  /**
   * Brings the collection in step with folders or addresses of the web, which become its sources: adds what is new, reads
   * again what has changed, takes out what has gone, and keeps the id of what was only moved. Without a name, with all
   * sources that it has. A source that fails does not stop the others.
   */
  sync(sources?: string | readonly string[], options?: SyncOptions): Promise<SyncReport>;
  /**
   * Brings folders in step, as `sync` does, and keeps them so until the signal is aborted, which is its normal end: what is
   * deleted is taken out at once, and what is new or changed is read when it has been quiet for a moment. What happens is
   * told to listeners; what fails is told, and tried again.
   *
   * @throws {SourceUnavailableError} if a folder that was never in step is not there
   */
  watch(folders: string | readonly string[], options?: WatchOptions): Promise<void>;
  /** By URI; those too that are watched, and were never in step yet. */
  sources(options?: CallOptions): Promise<readonly SourceStatus[]>;
  /**
   * Forgets a source, with its documents.
   *
   * @throws {SourceNotFoundError} if the collection has none of this URI or path
   */
  removeSource(source: string, options?: RemoveSourceOptions): Promise<RemoveSourceReport>;
  /** Cuts documents again that wait for it, and computes the vectors that are still missing. */
  embed(options?: CallOptions): Promise<EmbedReport>;
  /**
   * Changes a collection over to the embedding model that is set now: computes its vectors beside the old ones, which
   * stay in use meanwhile, and swaps all of them at once. Stopped, it goes on from there when it is called again.
   */
  reindex(options?: ReindexOptions): Promise<ReindexReport>;
}
