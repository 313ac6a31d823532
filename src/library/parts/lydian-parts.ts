import type {
  Analyzer,
  Chunker,
  Clock,
  CopyProgress,
  CreateFile,
  DocumentSummary,
  DownloadProgress,
  Embedder,
  FileWatcher,
  GuardEngine,
  Ids,
  IndexReader,
  LoaderHost,
  OpenFile,
  PassageOrder,
  Price,
  Profile,
  Reranker,
  SearchMode,
  Source,
  SourceReader,
  Span,
  SpoolStream,
  StateStore,
  StoreReader,
  StoreStatistics,
  SynonymRule,
  TextGenerator,
  UnsupportedPolicy,
  Verifier,
  Writer,
} from "../../core/index.ts";
import type { FollowUpTemplates, PromptTemplates } from "../../engine/answer/index.ts";
import type { ChunkingOptions } from "../../engine/ingest/index.ts";
import type { SurveyPrompts } from "../../engine/survey/index.ts";
import type { ModelInfo, ProfileInfo, PullReport } from "./model-info.ts";

/** Settings of answers that one collection can override. */
export interface CollectionAnswerSettings {
  readonly unsupported?: UnsupportedPolicy;
  readonly threshold?: number;
  readonly maxWrongRate?: number;
}

/** Settings of the library's calls. */
export interface LibrarySettings {
  readonly collection: string;
  readonly server: {
    /** Maximum number of saved answers of a caller, and of its conversations. */
    readonly maxKeptPerKey: number;
  };
  /** Language in which words are analysed, ISO 639-1; `auto` stands for the language of each document. */
  readonly language: string;
  readonly chunking: ChunkingOptions;
  readonly search: {
    readonly mode: SearchMode;
    readonly limit: number;
    /** Number of rephrasings by the language model. */
    readonly rephrasings: number;
    readonly synonyms?: readonly SynonymRule[];
  };
  readonly verify: {
    /** Name of the judge, as in the settings. */
    readonly judge?: string;
  };
  /** Settings of the reranker. If `model` is `off`, it runs only if a call requests it; if `auto`, only for answers. */
  readonly rerank: {
    readonly model: string;
    /** Number of hits that are read; by default, it depends on the call. */
    readonly depth?: number;
    readonly weight: number;
    readonly budgetMs: number;
  };
  /** Settings of answers. `model` is `extractive` if no language model is configured. */
  readonly answer: {
    readonly model: string;
    /** Profile of a language model's answers. */
    readonly profile: string;
    readonly budgetTokens: number;
    readonly order: PassageOrder;
    readonly maxSentences: number;
    readonly threshold?: number;
    readonly maxOutputTokens: number;
    readonly effort?: "low" | "medium" | "high";
    readonly onFailure: "quotes" | "error";
    readonly unsupported: UnsupportedPolicy;
    readonly maxWrongRate?: number;
    readonly byCollection?: Readonly<Record<string, CollectionAnswerSettings>>;
    readonly prices?: Readonly<Record<string, Price>>;
    readonly maxCost?: number;
  };
  readonly ingest: { readonly maxFileMegabytes: number; readonly keepOriginals: boolean };
}

/** Store opened for reading, with the reading half of its index. */
export interface ReadingHalf {
  readonly store: StoreReader;
  readonly index: IndexReader;
}

export interface KeepingParts {
  readonly createFile: CreateFile;
  readonly openFile: OpenFile;
  readonly spoolStream: SpoolStream;
  /** Opens the store as it is now, unaffected by later commits, until it is closed. */
  openFrozen(): Promise<ReadingHalf & { close(): Promise<void> }>;
  /** Copies `state.db` to a path; absent if there is none. */
  copyState?(to: string, signal: AbortSignal): Promise<void>;
  /** Copies one committed state of the store to a path, checks the copy, and returns its statistics. */
  copyStore(to: string, onProgress: (progress: CopyProgress) => void, signal: AbortSignal): Promise<StoreStatistics>;
}

export interface Loading {
  readonly loaders: LoaderHost;
  readonly sources: SourceReader;
  /** Returns whether a loader is still in use, in the same version. If not, its documents must be read again. */
  isCurrentLoader(loader: DocumentSummary["loader"]): boolean;
}

export interface Prompts {
  readonly templates: PromptTemplates;
  /** The configured profile of the language model. */
  readonly profile: Profile;
}

export interface PullRequest {
  readonly url: string;
  /** SHA-256 of the model's file, in lower-case hexadecimal. */
  readonly sha256: string;
  readonly name: string;
  onProgress(progress: DownloadProgress): void;
}

/** Origin of the guard policy. */
export interface GuardSource {
  readonly origin: "call" | "environment" | "store" | "user" | "default";
  /** The policy's file; absent for a policy of Lydian itself. */
  readonly path?: string;
}

/** Access to `state.db`. */
export interface StateParts {
  /** Opens `state.db` for reading; undefined if it does not exist. */
  read(): Promise<StateStore | undefined>;
  /** Opens `state.db` for writing, and creates it if it is missing. */
  write(): Promise<StateStore>;
}

/** Parts of a `Lydian`. Each is opened by the first call that needs it. */
export interface LydianParts {
  /** The store's folder, absolute. */
  readonly directory: string;
  readonly settings: LibrarySettings;
  /** Opens the store for reading; undefined if there is none. */
  read(): Promise<ReadingHalf | undefined>;
  /** Opens the store for writing, and creates it if it is missing. */
  write(): Promise<ReadingHalf & { readonly writer: Writer }>;
  readonly state: StateParts;
  /** Returns the sources that may be synced without being named: those that the user has made or trusts. */
  trustedSources(sources: readonly Source[], signal: AbortSignal): Promise<readonly Source[]>;
  /** Returns Lydian's version. */
  version(): string;
  /** Name of the embedding model, which is known without opening the model. */
  readonly embedderName: string;
  embedder(): Promise<Embedder>;
  /** Opens the configured reranker, or else the bundled one. */
  reranker(): Promise<Reranker>;
  /** Opens the configured language model. */
  generator(): Promise<TextGenerator>;
  prompts(): Promise<Prompts>;
  followUpPrompts(): Promise<FollowUpTemplates>;
  surveyPrompts(): Promise<SurveyPrompts>;
  /** Reads the prompt for rephrasing a question. */
  rephrasePrompt(): Promise<string>;
  profiles(): Promise<readonly ProfileInfo[]>;
  readProfile(name: string): Promise<Profile>;
  models(signal: AbortSignal): Promise<readonly ModelInfo[]>;
  /** Downloads a model's file into the user's folder. */
  pullModel(request: PullRequest, signal: AbortSignal): Promise<PullReport>;
  /** Opens the loaders; with OCR if requested, or else by the settings. */
  loading(options?: { readonly ocr?: boolean }): Promise<Loading>;
  /** Opens the chunkers, and returns the one that the settings name for a media type. They work in other threads. */
  chunkers(): Promise<(mediaType: string) => Chunker>;
  /** Opens what export, import and backup need. */
  keeping(): Promise<KeepingParts>;
  /** Opens the watcher of folders. */
  watcher(): Promise<FileWatcher>;
  readonly analyzer: Analyzer;
  splitSentences(text: string): readonly Span[];
  readonly guard: GuardEngine;
  readonly guardSource: GuardSource;
  /** Makes a verifier for one answer or one call that checks several. Its judge's model passes through `count`. */
  verifier(count?: (judge: TextGenerator) => TextGenerator): Verifier;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Returns the URI of a local path. */
  uriOfPath(path: string): string;
  /** Tests whether there is something at a `file:` URI, whether or not it can be read. */
  hasFile(uri: string): Promise<boolean>;
  close(): Promise<void>;
}
