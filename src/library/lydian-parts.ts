import type {
  Analyzer,
  Calculator,
  Clock,
  CopyProgress,
  CreateFile,
  DocumentSummary,
  DownloadProgress,
  Embedder,
  FileWatcher,
  Guard,
  Ids,
  IndexReader,
  LoaderHost,
  OpenFile,
  PassageOrder,
  Price,
  Profile,
  Reranker,
  SearchMode,
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
} from "../core/index.ts";
import type { FollowUpTemplates, PromptTemplates } from "../engine/answer/index.ts";
import type { ChunkingOptions } from "../engine/ingest/index.ts";
import type { SurveyPrompts } from "../engine/survey/index.ts";
import type { ModelInfo, ProfileInfo } from "./models/model-info.ts";
import type { PullReport } from "./models/pull-model.ts";

/** What of answers may be otherwise for one collection. */
export interface CollectionAnswerSettings {
  readonly unsupported?: UnsupportedPolicy;
  readonly threshold?: number;
  readonly maxWrongRate?: number;
}

/** The settings that the library's calls follow; units are in the names. */
export interface LibrarySettings {
  readonly collection: string;
  /** ISO 639-1; `auto`: each document's own. */
  readonly language: string;
  readonly chunking: ChunkingOptions;
  readonly search: {
    readonly mode: SearchMode;
    readonly limit: number;
    /** By the language model that answers; 0 where none is wanted. */
    readonly rephrasings: number;
    readonly synonyms?: readonly SynonymRule[];
  };
  readonly verify: {
    /** As the settings write it. */
    readonly judge?: string;
  };
  /** `model` is `off` where no call reranks that does not say so, `auto` where answers are read for and no more. */
  readonly rerank: {
    readonly model: string;
    /** Left out: as many as suits the call. */
    readonly depth?: number;
    readonly weight: number;
    readonly budgetMs: number;
  };
  /** `model` is `extractive` where no language model answers. */
  readonly answer: {
    readonly model: string;
    /** Of a language model's answers. */
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

/** A store opened for reading, with the half of the index that searches it. */
export interface ReadingHalf {
  readonly store: StoreReader;
  readonly index: IndexReader;
}

export interface KeepingParts {
  readonly createFile: CreateFile;
  readonly openFile: OpenFile;
  readonly spoolStream: SpoolStream;
  /** The store at this moment, whatever others commit until it is closed. */
  openFrozen(): Promise<ReadingHalf & { close(): Promise<void> }>;
  /** Copies what the application remembers to a path; absent where there is nothing. */
  copyState?(to: string, signal: AbortSignal): Promise<void>;
  /** Copies one committed state of the store to a path, checks the copy, and answers what it holds. */
  copyStore(to: string, onProgress: (progress: CopyProgress) => void, signal: AbortSignal): Promise<StoreStatistics>;
}

export interface Loading {
  readonly loaders: LoaderHost;
  readonly sources: SourceReader;
  /** Whether a document that this loader has read would be read by the same one now. */
  isCurrentLoader(loader: DocumentSummary["loader"]): boolean;
}

export interface Prompts {
  readonly templates: PromptTemplates;
  /** The one that is set. */
  readonly profile: Profile;
}

export interface PullRequest {
  readonly url: string;
  /** In lower case. */
  readonly sha256: string;
  readonly name: string;
  onProgress(progress: DownloadProgress): void;
}

/** What the application remembers, beside the store. */
export interface StateParts {
  /** Undefined while nothing was ever saved. */
  read(): Promise<StateStore | undefined>;
  /** Makes its file where there is none. */
  write(): Promise<StateStore>;
}

/** What `createLydian` joins. Nothing of it is opened before a call needs it. */
export interface LydianParts {
  /** The store's folder, absolute. */
  readonly directory: string;
  readonly settings: LibrarySettings;
  /** Undefined while there is no store in the folder. */
  read(): Promise<ReadingHalf | undefined>;
  /** Makes the store where there is none. */
  write(): Promise<ReadingHalf & { readonly writer: Writer }>;
  readonly state: StateParts;
  /** Of Lydian itself. */
  version(): string;
  /** The model's name, without opening it. */
  readonly embedderName: string;
  embedder(): Promise<Embedder>;
  /** The one that is set; the bundled one where none is. */
  reranker(): Promise<Reranker>;
  /** What only a language model's answers need. */
  generator(): Promise<TextGenerator>;
  prompts(): Promise<Prompts>;
  followUpPrompts(): Promise<FollowUpTemplates>;
  surveyPrompts(): Promise<SurveyPrompts>;
  /** Of the task to rephrase a question. */
  rephrasePrompt(): Promise<string>;
  profiles(): Promise<readonly ProfileInfo[]>;
  readProfile(name: string): Promise<Profile>;
  models(signal: AbortSignal): Promise<readonly ModelInfo[]>;
  /** Fetches a model's file into the user's folder. */
  pullModel(request: PullRequest, signal: AbortSignal): Promise<PullReport>;
  /** What only `add` and `sync` need; with OCR where that is told, else as the settings say. */
  loading(options?: { readonly ocr?: boolean }): Promise<Loading>;
  /** What only a call needs that keeps a store in a file. */
  keeping(): Promise<KeepingParts>;
  /** What only `watch` needs. */
  watcher(): Promise<FileWatcher>;
  readonly analyzer: Analyzer;
  splitSentences(text: string): readonly Span[];
  readonly guard: Guard;
  /** A new one for each answer, or for each call that checks some; its judge's model goes through `count`. */
  verifier(count?: (judge: TextGenerator) => TextGenerator): Verifier;
  calculator(): Promise<Calculator>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** The URI of a path of this machine. */
  uriOfPath(path: string): string;
  close(): Promise<void>;
}
