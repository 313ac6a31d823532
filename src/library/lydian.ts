import type { Answer, Document, DocumentSummary, Listener, PassageExplanation, SearchResult } from "../core/index.ts";
import type { AddingCalls } from "./add/adding.ts";
import type { ClaimCalls } from "./ask/checking.ts";
import type { CalibrationCalls } from "./calibrate/calibrating.ts";
import type { ReadOptions } from "./call-options.ts";
import type { ConversationCalls } from "./conversations/conversing.ts";
import type {
  ListDocumentsOptions,
  OriginalFile,
  ReceiptsOptions,
  ReceiptsReport,
  RemoveOptions,
  RemoveReport,
} from "./documents/document-calls.ts";
import type { MappingCalls } from "./map/mapping.ts";
import type { ModelCalls } from "./models/prompting.ts";
import type { ModelUseCalls } from "./models/using-models.ts";
import type { SavedAnswerCalls } from "./proof/recording.ts";
import type { ExplainOptions, WordCount } from "./search/explaining.ts";
import type { AskOptions, SearchOptions } from "./search/searching.ts";
import type { Status } from "./status-report.ts";
import type { SurveyCalls } from "./survey/surveying.ts";
import type { KeepingCalls } from "./transfer/transferring.ts";

/** Lydian, opened on one store. Every call takes an `AbortSignal`; what was committed before an abort stays. */
export interface Lydian
  extends AddingCalls,
    CalibrationCalls,
    ClaimCalls,
    KeepingCalls,
    MappingCalls,
    ModelCalls,
    ModelUseCalls,
    SavedAnswerCalls,
    ConversationCalls,
    SurveyCalls {
  /** The store's folder, absolute. */
  readonly store: string;
  search(query: string, options?: SearchOptions): Promise<SearchResult>;
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /**
   * Why not this passage? Searches, and says of the chunks of a document, named as for `read`, where they stand at every
   * stage, and what kept them out. It says so of documents too that the scope or the filter leaves out.
   *
   * @throws {DocumentNotFoundError} if the collection has no such document
   */
  explain(query: string, document: string, options?: ExplainOptions): Promise<PassageExplanation>;
  /**
   * The words of a question that say what it is about, in their order, and in how many passages that the scope lets be read each of them
   * stands, in any of its forms. At most twelve words; counted up to 1,000.
   */
  countWords(question: string, options?: ReadOptions): Promise<readonly WordCount[]>;
  /** By id or URI; also by a file's path, or the end of one when only one document matches. */
  read(document: string, options?: ReadOptions): Promise<Document | undefined>;
  /** Named as for `read`. Undefined if there is no such document, or if its original was not kept. */
  original(document: string, options?: ReadOptions): Promise<OriginalFile | undefined>;
  /** By URI. */
  list(options?: ListDocumentsOptions): Promise<readonly DocumentSummary[]>;
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
