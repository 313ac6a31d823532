import type { Writable } from "node:stream";
import type { SettingsInput } from "./config/index.ts";
import type {
  AccessScope,
  Answer,
  Collection,
  Document,
  DocumentSummary,
  Filter,
  Hit,
  Listener,
  Metadata,
  Receipt,
  Source,
  StageTrace,
  Warning,
} from "./core/index.ts";
import type {
  BackupOptions,
  BackupReport,
  ExportOptions,
  ExportReport,
  ImportOptions,
  ImportReport,
  ImportSource,
} from "./keeping.ts";

export type * from "./keeping.ts";

/** Which store to open, and how. */
export interface OpenOptions {
  /** The store's folder. Default: `LYDIAN_STORE`, else the nearest `.lydian/` upwards, else the user's own store. */
  readonly store?: string;
  /** Over the settings of the files and of the environment. */
  readonly settings?: SettingsInput;
}

export interface DoctorOptions extends OpenOptions {
  readonly signal?: AbortSignal;
}

/** One thing that Lydian needs. */
export interface DoctorCheck {
  /** In plain words: "Node.js", "embedding model", "disk space". */
  readonly name: string;
  readonly status: "ok" | "problem";
  /** What was found, with the numbers. */
  readonly message: string;
  /** The cure of a problem. */
  readonly hint?: string;
}

/** In the order in which the checks were made; a problem does not stop the others. */
export interface DoctorReport {
  readonly checks: readonly DoctorCheck[];
}

/** A document that the caller holds, instead of a file. Its kind is found by content, and by the URI's ending. */
export interface DocumentInput {
  readonly uri: string;
  readonly content: string | Uint8Array;
  readonly title?: string;
  readonly metadata?: Metadata;
}

export interface CallOptions {
  /** Default: the setting `collection`. */
  readonly collection?: string;
  readonly signal?: AbortSignal;
}

export interface ReadOptions extends CallOptions {
  /** Default: `everything`, since the caller holds the store's files. */
  readonly scope?: AccessScope;
}

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
  /** Whom the receipts are told: they name no near duplicate that this scope may not read. Default: `everything`. */
  readonly scope?: AccessScope;
}

export type AddOutcome =
  | {
      readonly uri: string;
      readonly outcome: "added" | "updated" | "skipped";
      readonly documentId: string;
      readonly receipt: Receipt;
    }
  | {
      /** It is where nothing was, and is a document that was elsewhere: that has kept its id. */
      readonly uri: string;
      readonly outcome: "moved";
      /** The URI that it had before. */
      readonly from: string;
      readonly documentId: string;
      readonly receipt: Receipt;
    }
  | {
      /** A container without text of its own; each of its members has an outcome of its own after it. */
      readonly uri: string;
      readonly outcome: "opened";
      readonly members: number;
      /** Those that did not fail. */
      readonly membersRead: number;
    }
  | {
      /** A member that its container no longer has, or what a source no longer offers. */
      readonly uri: string;
      readonly outcome: "removed";
      readonly documentId: string;
    }
  | {
      readonly uri: string;
      readonly outcome: "failed";
      readonly code: string;
      readonly message: string;
      readonly hint?: string;
    };

/** One outcome a file, in the order of the sources; those of a container's members follow it. */
export interface AddReport {
  readonly collection: string;
  readonly outcomes: readonly AddOutcome[];
  /** Stored documents that were cut again, since a setting or the chunker has changed, or their vectors are there now. */
  readonly rechunked: number;
  /** Live chunks that still wait for their vectors. */
  readonly chunksWithoutVectors: number;
  /** Documents that still wait to be cut as the settings say. */
  readonly documentsToRechunk: number;
}

/** Metadata, labels and depth are remembered with the source, and hold for its next syncs, too. */
export interface SyncOptions extends Omit<AddOptions, "scope"> {
  /** Answers what would be done, and changes nothing. Default false. */
  readonly dryRun?: boolean;
}

/** Like the options of `sync`; the signal ends it. */
export interface WatchOptions extends Omit<SyncOptions, "dryRun" | "depth"> {}

/** What became of one source. */
export interface SourceReport {
  /** Its URI. */
  readonly source: string;
  /** What has changed, and what failed: the source itself with the code `source-unavailable`. */
  readonly outcomes: readonly AddOutcome[];
  /** Files that are as they were. */
  readonly unchanged: number;
  /** Files that belong to another source, and were left alone. */
  readonly ownedElsewhere: number;
}

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

export type SearchMode = "hybrid" | "lexical" | "vector";

export interface SearchOptions extends ReadOptions {
  /** From 1 to 1,000; default 10. */
  readonly limit?: number;
  readonly mode?: SearchMode;
  /** Scores every vector, instead of those that one-bit codes choose: nothing near is missed, and it takes longer. */
  readonly exact?: boolean;
  /** In the filter language, or as a value. */
  readonly where?: string | Filter;
  /**
   * Whether the first hits are read again, together with the question. Default: as the setting `rerank.model` says;
   * `true` takes the bundled reranker where that says `off`.
   */
  readonly rerank?: boolean;
}

export interface SearchResult {
  readonly hits: readonly Hit[];
  readonly warnings: readonly Warning[];
  readonly trace: readonly StageTrace[];
}

export interface AskOptions extends Omit<SearchOptions, "limit" | "exact"> {}

export interface ReceiptsOptions extends ReadOptions {
  /** Ids, URIs, paths or the ends of them; a container stands for its members too. Default: all documents. */
  readonly documents?: readonly string[];
  readonly where?: string | Filter;
  /** True: only documents that somebody should look after. Default false. */
  readonly problems?: boolean;
}

export interface DocumentReceipt {
  readonly documentId: string;
  readonly uri: string;
  readonly title: string;
  /** With its near duplicates, if the document has a signature: one that an earlier version stored has none. */
  readonly receipt: Receipt;
}

export interface ReceiptsReport {
  readonly collection: string;
  /** Documents that fit, with those that `problems` leaves out. */
  readonly documents: number;
  readonly documentsWithProblems: number;
  /** In the order of the given names, else by URI. */
  readonly receipts: readonly DocumentReceipt[];
  readonly notFound: readonly string[];
  /** Of the collection: documents wait to be cut as the settings say. */
  readonly warnings: readonly Warning[];
}

export interface RemoveOptions extends CallOptions {
  /** Overwrites the text in the store's files, also of what was removed or replaced before; see `Lydian.remove`. */
  readonly purge?: boolean;
}

export interface RemoveReport {
  readonly removed: readonly DocumentSummary[];
  readonly notFound: readonly string[];
}

export interface CollectionStatus extends Collection {
  readonly documents: number;
  readonly chunks: number;
  readonly chunksWithoutVectors: number;
  /** Documents that wait to be cut as the settings say; `embed` and the next `add` do it. */
  readonly documentsToRechunk: number;
  readonly segments: number;
  readonly indexBytes: number;
  /** Documents whose receipt has a warning. */
  readonly documentsWithWarnings: number;
}

export interface Status {
  readonly store: string;
  readonly formatVersion: number;
  readonly sizeBytes: number;
  readonly embedder: string;
  readonly collections: readonly CollectionStatus[];
}

/** Lydian, opened on one store. Every call takes an `AbortSignal`; what was committed before an abort stays. */
export interface Lydian {
  /** The store's folder, absolute. */
  readonly store: string;
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
  /** By URI. */
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
  /**
   * Writes collections to one file, or to a stream without ending it, with sources, originals and vectors: the state at the beginning of the call. The format is
   * documented; `importFrom` finds and answers with it as here.
   *
   * @throws {FileExistsError} if there is something of that name, unless it may be replaced
   */
  exportTo(file: string | Writable, options?: ExportOptions): Promise<ExportReport>;
  /**
   * Imports what `exportTo` wrote. The file is checked whole before anything is written; stopped later, the same call goes
   * on. Vectors of the collection's embedding space come along, others are computed anew.
   *
   * @throws {ExportCorruptError} if the file is no export, was cut off or changed: nothing is written
   * @throws {SpaceMismatchError} if vectors are missing, and those of the collection are of another model than the one that
   *   is set: imported, but found by words only until `reindex`
   */
  importFrom(source: ImportSource, options?: ImportOptions): Promise<ImportReport>;
  /**
   * Copies the store to one file while others read and write: the state at the beginning of the call, whole and checked.
   * As `store.db` in a folder of its own, the file is a store.
   *
   * @throws {FileExistsError} if there is something of that name, unless it may be replaced
   * @throws {BlockCorruptError} if a block of the store is damaged
   */
  backup(file: string, options?: BackupOptions): Promise<BackupReport>;
  search(query: string, options?: SearchOptions): Promise<SearchResult>;
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /** By id or URI; also by a file's path, or the end of one when only one document matches. */
  read(document: string, options?: ReadOptions): Promise<Document | undefined>;
  list(options?: ReadOptions & { readonly where?: string | Filter }): Promise<readonly DocumentSummary[]>;
  /** What ingesting the documents found, and which other documents say nearly the same now. */
  receipts(options?: ReceiptsOptions): Promise<ReceiptsReport>;
  /**
   * A container is removed with its members, by its own URI even where it is no document itself. With `purge`, no file of
   * the store contains a word of what this collection has removed or replaced, now or before; `remove([], { purge: true })`
   * purges what was removed before.
   *
   * @throws {StoreBusyError} from a purge while a reader holds on to an older state: removed, but not erased yet
   */
  remove(documents: string | readonly string[], options?: RemoveOptions): Promise<RemoveReport>;
  status(options?: { readonly signal?: AbortSignal }): Promise<Status>;
  /** Listens to what the stories tell; answers the function that stops it. */
  on(listener: Listener): () => void;
  close(): Promise<void>;
}
