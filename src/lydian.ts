import type { Writable } from "node:stream";
import type {
  AddOptions,
  AddReport,
  DocumentInput,
  EmbedReport,
  ReindexOptions,
  ReindexReport,
  RemoveSourceOptions,
  RemoveSourceReport,
  SourceStatus,
  SyncOptions,
  SyncReport,
  WatchOptions,
} from "./adding.ts";
import type { CallOptions, ReadOptions } from "./call-options.ts";
import type { SettingsInput } from "./config/index.ts";
import type {
  Answer,
  Collection,
  Document,
  DocumentSummary,
  Filter,
  KeptAnswerSummary,
  Listener,
  Profile,
  Receipt,
  SavedAnswer,
  Warning,
} from "./core/index.ts";
import type { ExplainOptions, PassageExplanation } from "./explaining.ts";
import type {
  BackupOptions,
  BackupReport,
  ExportOptions,
  ExportReport,
  ImportOptions,
  ImportReport,
  ImportSource,
} from "./keeping.ts";
import type { ModelInfo, ModelTest } from "./model-reports.ts";
import type { ProfileInfo, PromptPreview } from "./prompting.ts";
import type {
  AnswerCheck,
  CheckAnswersOptions,
  EvidenceFile,
  EvidenceOptions,
  EvidenceReport,
  RemovedAnswers,
  ReplayOptions,
  ReplayReport,
  SavedAnswersOptions,
  VerifyEvidenceOptions,
} from "./recording.ts";
import type { AskOptions, SearchOptions, SearchResult } from "./searching.ts";

export type * from "./adding.ts";
export type * from "./call-options.ts";
export type * from "./explaining.ts";
export type * from "./keeping.ts";
export type * from "./model-reports.ts";
export type * from "./prompting.ts";
export type * from "./recording.ts";
export type * from "./searching.ts";

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

/** Which store to repair. */
export interface RepairOptions extends OpenOptions {
  /** Told how many documents have been saved. */
  readonly onProgress?: (documents: number) => void;
  readonly signal?: AbortSignal;
}

/** One thing that Lydian needs. */
export interface DoctorCheck {
  /** In plain words: "Node.js", "embedding model", "disk space". */
  readonly name: string;
  readonly status: "ok" | "problem";
  /** What was found, with the numbers. */
  readonly message: string;
  /** The single things that are wrong, at most 20, where the message counts them. */
  readonly details?: readonly string[];
  /** The cure of a problem. */
  readonly hint?: string;
}

/** In the order in which the checks were made; a problem does not stop the others. */
export interface DoctorReport {
  readonly checks: readonly DoctorCheck[];
}

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
   * As `store.db` in a folder of its own, the file is a store. Saved answers are copied beside it, to a file of the same
   * name and `.state`, which is the `state.db` of that folder.
   *
   * @throws {FileExistsError} if there is something of that name, unless it may be replaced
   * @throws {BlockCorruptError} if a block of the store is damaged
   */
  backup(file: string, options?: BackupOptions): Promise<BackupReport>;
  search(query: string, options?: SearchOptions): Promise<SearchResult>;
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /**
   * Why not this passage? Searches, and says of the chunks of a document, named as for `read`, where they stand at every
   * stage, and what kept them out. It says so of documents too that the scope or the filter leaves out.
   *
   * @throws {DocumentNotFoundError} if the collection has no such document
   */
  explain(query: string, document: string, options?: ExplainOptions): Promise<PassageExplanation>;
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
  /** The bundled models and those that are set, with their files compared with their cards. Asks no service. */
  models(options?: { readonly signal?: AbortSignal }): Promise<readonly ModelInfo[]>;
  /**
   * Asks the language model of the setting `answer.model` one short question.
   *
   * @throws {InvalidSettingsError} if none is set, or its key is missing
   * @throws {GenerationFailedError} saying what the service answered
   */
  testModel(options?: { readonly signal?: AbortSignal }): Promise<ModelTest>;
  /** The profiles that `answer.profile` can name, by name. */
  profiles(): Promise<readonly ProfileInfo[]>;
  /**
   * One profile, read and checked; without a name the one that is set.
   *
   * @throws {InvalidSettingsError} if there is none of this name, or if it is not valid
   */
  profile(name?: string): Promise<Profile>;
  /** What a language model would be asked now, exactly. It searches as `ask` does, and asks no language model. */
  prompt(question: string, options?: AskOptions): Promise<PromptPreview>;
  status(options?: { readonly signal?: AbortSignal }): Promise<Status>;
  /** The answers that were saved, of all collections, the last first. */
  savedAnswers(options?: SavedAnswersOptions): Promise<readonly KeptAnswerSummary[]>;
  /** @throws {AnswerNotFoundError} if none has this id */
  savedAnswer(id: string, options?: { readonly signal?: AbortSignal }): Promise<SavedAnswer>;
  /** Forgets saved answers; their text is erased from the store's files. */
  removeAnswers(ids: readonly string[], options?: { readonly signal?: AbortSignal }): Promise<RemovedAnswers>;
  /**
   * Says of saved answers, by default of all, which sentences no longer hold: whether each quote still stands in the
   * documents as they are now, and whether the sentence still follows from what stands.
   *
   * @throws {AnswerNotFoundError} if one of the ids is not known
   */
  checkAnswers(ids?: readonly string[], options?: CheckAnswersOptions): Promise<readonly AnswerCheck[]>;
  /**
   * Asks the question of a saved answer again, of the documents of now, with the recorded settings and scope and the
   * models that are set now, and says what differs.
   *
   * @throws {AnswerNotFoundError} if none has this id
   */
  replayAnswer(id: string, options?: ReplayOptions): Promise<ReplayReport>;
  /**
   * Writes the evidence of a saved answer as one page of HTML that loads nothing and runs nothing.
   *
   * @throws {AnswerNotFoundError} if none has this id
   * @throws {InvalidArgumentError} for an abstention, which cites nothing
   * @throws {FileExistsError} if there is something of that name, unless it may be replaced
   */
  writeEvidence(id: string, options: EvidenceOptions): Promise<EvidenceFile>;
  /**
   * Checks an evidence page by itself: hashes, quotes in their surroundings, sentences, and every byte against the page that
   * its record makes; any change is found. Who made the page it can not tell.
   */
  verifyEvidence(file: string, options?: VerifyEvidenceOptions): Promise<EvidenceReport>;
  /** Listens to what the stories tell; answers the function that stops it. */
  on(listener: Listener): () => void;
  close(): Promise<void>;
}
