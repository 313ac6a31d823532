import type { Writable } from "node:stream";
import type {
  AddReport,
  Answer,
  AnswerCheck,
  CalibrationReport,
  Document,
  DocumentInput,
  DocumentSummary,
  EmbeddedQuestions,
  EmbeddingSample,
  Filter,
  KeptConversation,
  LabelledQuestion,
  Listener,
  PassageExplanation,
  Profile,
  ReplayReport,
  RerankPassage,
  Review,
  ReviewOutcome,
  ReviewSummary,
  SavedAnswer,
  SavedAnswerSummary,
  SearchResult,
  TextCheck,
  Warning,
} from "../core/index.ts";
import type { AddOptions, EmbedReport } from "./add/add.ts";
import type { ReindexOptions, ReindexReport } from "./add/reindex-collection.ts";
import type { RemoveSourceOptions, RemoveSourceReport, SourceStatus } from "./add/sources.ts";
import type { SyncOptions, SyncReport } from "./add/sync-sources.ts";
import type { WatchOptions } from "./add/watch-folders.ts";
import type { AskOptions } from "./ask/ask-question.ts";
import type { CheckClaimOptions, ClaimReport } from "./ask/check-claim.ts";
import type { PromptOptions, PromptPreview } from "./ask/preview-prompt.ts";
import type { CalibrateOptions } from "./calibrate/calibrate.ts";
import type { CallOptions, ReadOptions, StopOptions } from "./call-options.ts";
import type {
  Conversation,
  ConversationOptions,
  ConversationsOptions,
  RemovedConversations,
} from "./conversations/conversations.ts";
import type {
  ListDocumentsOptions,
  OpenedOriginal,
  OriginalFile,
  RemoveOptions,
  RemoveReport,
} from "./documents/documents.ts";
import type { ReceiptsOptions, ReceiptsReport } from "./documents/receipts.ts";
import type { CheckTextOptions } from "./guard/check-given-text.ts";
import type { EmbeddingSampleOptions } from "./map/embedding-sample.ts";
import type { ModelInfo, ProfileInfo } from "./models/model-info.ts";
import type { PullOptions, PullReport } from "./models/pull-model.ts";
import type { ModelTest } from "./models/test-model.ts";
import type { EmbeddedTexts, EmbedTextsOptions, RerankedTexts } from "./models/use-models.ts";
import type { CheckAnswersOptions } from "./proof/check-answers.ts";
import type { ProofPage } from "./proof/make-proof.ts";
import type { ProofFile, VerifyProofOptions, WriteProofOptions } from "./proof/proof.ts";
import type { ReplayOptions } from "./proof/replay-answer.ts";
import type { RemovedAnswers, SavedAnswerOptions, SavedAnswersOptions } from "./proof/saved-answers.ts";
import type { ProofReport } from "./proof/verify-proof.ts";
import type { DecideReviewOptions, ReviewOptions, ReviewOutcomeOptions, ReviewsOptions } from "./review/reviews.ts";
import type { WordCount } from "./search/count-words.ts";
import type { ExplainOptions } from "./search/explain.ts";
import type { SearchOptions } from "./search/search-collection.ts";
import type { Status } from "./status.ts";
import type { EstimateReadingOptions, ReadingEstimate } from "./survey/estimate-reading.ts";
import type { SummarizeOptions } from "./survey/summarize-documents.ts";
import type { BackupOptions, BackupReport } from "./transfer/backup.ts";
import type { ExportOptions, ExportReport } from "./transfer/export-to.ts";
import type { ImportOptions, ImportReport, ImportSource } from "./transfer/import-from.ts";

/**
 * Lydian, opened on one store. Every call takes an `AbortSignal` in its options. What was committed before an abort stays,
 * and the same call continues from there.
 */
export interface Lydian {
  /** Absolute path of the store's folder. */
  readonly store: string;

  // Search

  /**
   * Finds the passages that match a query, best first. `-word` and `NOT word` in the query leave passages out, and
   * `title:word` and the like search one field.
   */
  search(query: string, options?: SearchOptions): Promise<SearchResult>;
  /**
   * Explains why a passage was found or not. Searches, and shows for each chunk of a document its place at every stage and
   * what excluded it. Covers documents that the scope or the filter leaves out too.
   *
   * @param document  as for `read`
   * @throws {DocumentNotFoundError} if the collection has no such document
   */
  explain(query: string, document: string, options?: ExplainOptions): Promise<PassageExplanation>;
  /**
   * Counts the passages in which each important word of a question occurs, in any of its forms. Returns at most twelve words,
   * in the question's order. Counts passages that the scope may read, up to 1,000.
   */
  countWords(question: string, options?: ReadOptions): Promise<readonly WordCount[]>;

  // Answers

  /** Answers a question with checked citations, or abstains with a reason. */
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /**
   * Checks a sentence against the nearest passages. It is supported if one of them supports it, even if another contradicts
   * it; then `evidence` has both. A sentence that the collection does not cover is `not-enough-evidence`, never wrong.
   *
   * @throws {InvalidArgumentError} if the sentence is empty or longer than 2,000 characters
   */
  checkClaim(claim: string, options?: CheckClaimOptions): Promise<ClaimReport>;
  /**
   * Summarizes documents, by default the whole collection. Reads every section, cites and checks each sentence, and reports
   * what was read in `coverage`. With a language model, a stopped call keeps what it has read.
   *
   * @param documents  as for `read`; containers stand for their members
   * @throws {DocumentNotFoundError} if a name matches no document
   * @throws {GenerationFailedError} if the model keeps failing
   */
  summarize(documents?: string | readonly string[], options?: SummarizeOptions): Promise<Answer>;
  /** Estimates what `summarize`, or `ask` with `all`, would read and send to the configured language model. */
  estimateReading(options?: EstimateReadingOptions): Promise<ReadingEstimate>;

  // Sources and ingestion

  /**
   * Adds files, folders, globs, web addresses (`https://…`), or documents that the caller has. A file that fails does not
   * stop the others.
   */
  add(sources: string | readonly (string | DocumentInput)[], options?: AddOptions): Promise<AddReport>;
  /**
   * Syncs the collection with folders or web addresses, which become its sources. Adds new documents, reads changed ones
   * again, removes those that are gone, and keeps the ids of moved ones. Without names, syncs all sources. A source that
   * fails does not stop the others.
   */
  sync(sources?: string | readonly string[], options?: SyncOptions): Promise<SyncReport>;
  /**
   * Syncs folders, and again whenever they change, until the signal is aborted. Deleted files are removed at once; new and
   * changed ones are read after a short quiet period. Failures are reported to listeners and retried.
   *
   * @throws {SourceUnavailableError} if a folder that was never synced does not exist
   */
  watch(folders: string | readonly string[], options?: WatchOptions): Promise<void>;
  /** Computes missing vectors, and rechunks documents that the settings require to be cut again. */
  embed(options?: CallOptions): Promise<EmbedReport>;
  /**
   * Moves a collection to the configured embedding model. The new vectors are computed beside the old ones, which stay in
   * use, and are swapped in all at once.
   */
  reindex(options?: ReindexOptions): Promise<ReindexReport>;
  /** Lists the sources by URI, including watched ones that were never synced. */
  sources(options?: CallOptions): Promise<readonly SourceStatus[]>;
  /**
   * Removes a source with its documents.
   *
   * @throws {SourceNotFoundError} if the collection has no source of this URI or path
   */
  removeSource(source: string, options?: RemoveSourceOptions): Promise<RemoveSourceReport>;

  // Documents

  /** Lists documents by URI, all or page by page. */
  list(options?: ListDocumentsOptions): Promise<readonly DocumentSummary[]>;
  /**
   * Warns of each condition of a filter that no document of the collection can satisfy: of unknown fields, with the nearest
   * ones, and of fields that never have a value of that type.
   *
   * @throws {InvalidFilterError} if it is not a filter
   */
  checkFilter(where: string | Filter, options?: ReadOptions): Promise<readonly Warning[]>;
  /** Reads a document by id or URI, or by a file's path or the end of one if only one document matches. */
  read(document: string, options?: ReadOptions): Promise<Document | undefined>;
  /**
   * Reads the bytes that a document was read from. Undefined if there is no such document or its original was not stored.
   *
   * @param document  as for `read`
   */
  original(document: string, options?: ReadOptions): Promise<OriginalFile | undefined>;
  /**
   * Reads the same bytes piece by piece, for an original that should not be held in memory.
   *
   * @param document  as for `read`
   */
  openOriginal(document: string, options?: ReadOptions): Promise<OpenedOriginal | undefined>;
  /**
   * Removes documents. A container goes with its members, by its own URI even if it is not a document itself. With `purge`,
   * no file of the store contains a word of what the collection has removed or replaced, now or before. So
   * `remove([], { purge: true })` purges what was removed before.
   *
   * @throws {StoreBusyError} from a purge while a reader holds an older state: the documents are removed, but not erased yet
   */
  remove(documents: string | readonly string[], options?: RemoveOptions): Promise<RemoveReport>;
  /** Returns the receipts of documents, with the documents that say nearly the same. */
  receipts(options?: ReceiptsOptions): Promise<ReceiptsReport>;
  /** Describes the store, and counts the contents of its collections. */
  status(options?: StopOptions): Promise<Status>;

  // Conversations

  /** Lists the conversations, most recently used first. */
  conversations(options?: ConversationsOptions): Promise<readonly KeptConversation[]>;
  /**
   * Returns a conversation with its turns, by id or name. A name means the only conversation of exactly this scope, or else
   * the only one of that name that the scope may read.
   *
   * @throws {ConversationNotFoundError} if there is none
   * @throws {InvalidArgumentError} if several have this name; the hint lists their ids
   */
  conversation(name: string, options?: ConversationOptions): Promise<Conversation>;
  /** Removes conversations and erases their text from the store's files. Saved answers stay. */
  removeConversations(names: readonly string[], options?: ConversationOptions): Promise<RemovedConversations>;

  // Guards

  /**
   * Checks a text by the guards that the policy sets for a stage. The text is stored nowhere.
   *
   * @throws {InvalidArgumentError} if the text is longer than 5,000,000 characters
   */
  checkText(text: string, options?: CheckTextOptions): Promise<TextCheck>;

  // Answers that wait for a person

  /** Lists the cases that a guard wants a person to see first, of all collections, latest first. They are kept for 30 days. */
  reviews(options?: ReviewsOptions): Promise<readonly ReviewSummary[]>;
  /**
   * Reads a case with its draft and the verdicts of the guards. Its id is that of the answer.
   *
   * @throws {ReviewNotFoundError} if there is no such case
   */
  review(id: string, options?: ReviewOptions): Promise<Review>;
  /**
   * Approves or rejects a case. The caller who asked sees an approved answer; if there was no draft, the question may be asked again.
   *
   * @throws {ReviewNotFoundError} if there is no such case
   * @throws {InvalidArgumentError} if it was decided before
   */
  decideReview(id: string, options: DecideReviewOptions): Promise<Review>;
  /**
   * Reads what became of a caller's own question.
   *
   * @throws {ReviewNotFoundError} if this caller has no such case
   */
  reviewOutcome(id: string, options?: ReviewOutcomeOptions): Promise<ReviewOutcome>;

  // Saved answers and proofs

  /** Lists the saved answers of all collections, latest first. Each belongs to the scope that it was asked with. */
  savedAnswers(options?: SavedAnswersOptions): Promise<readonly SavedAnswerSummary[]>;
  /** @throws {AnswerNotFoundError} if no saved answer has this id */
  savedAnswer(id: string, options?: SavedAnswerOptions): Promise<SavedAnswer>;
  /** Removes saved answers and erases their text from the store's files. */
  removeAnswers(ids: readonly string[], options?: SavedAnswerOptions): Promise<RemovedAnswers>;
  /**
   * Checks saved answers, by default all: whether each quote still stands in the current documents, and whether each
   * sentence still follows from its quotes.
   *
   * @throws {AnswerNotFoundError} if one of the ids is unknown
   */
  checkAnswers(ids?: readonly string[], options?: CheckAnswersOptions): Promise<readonly AnswerCheck[]>;
  /**
   * Asks the question of a saved answer again and reports what differs. Uses the saved settings and scope, the current
   * documents and the current models.
   *
   * @throws {AnswerNotFoundError} if no saved answer has this id
   */
  replayAnswer(id: string, options?: ReplayOptions): Promise<ReplayReport>;
  /**
   * Makes the proof of a saved answer.
   *
   * @throws {AnswerNotFoundError} if no saved answer has this id
   * @throws {InvalidArgumentError} for an abstention, which cites nothing
   */
  proof(id: string, options?: SavedAnswerOptions): Promise<ProofPage>;
  /**
   * Writes the proof of a saved answer: one page of HTML that loads nothing and runs nothing.
   *
   * @throws {AnswerNotFoundError} if no saved answer has this id
   * @throws {InvalidArgumentError} for an abstention, which cites nothing
   * @throws {FileExistsError} if the file exists, unless `replace` is set
   */
  writeProof(id: string, options: WriteProofOptions): Promise<ProofFile>;
  /**
   * Checks a proof by itself: hashes, quotes in their surroundings, sentences, and every byte against the page that its
   * saved answer makes. It finds any change, but cannot tell who made the page.
   */
  verifyProof(file: string, options?: VerifyProofOptions): Promise<ProofReport>;

  // Calibration

  /**
   * Chooses the confidence threshold of a collection, so that at most a given share of the shown answers is wrong. Asks
   * questions with known answers. An answer is wrong if it contains none of the accepted answers. A stopped call leaves the
   * previous calibration active.
   *
   * @param questions  a file of JSON lines `{question, answers}`, or the questions; default: those of the last calibration
   * @throws {InvalidArgumentError} if there are no questions, or a number is out of its bounds
   * @throws {InvalidDataError} naming the malformed line
   */
  calibrate(questions?: string | readonly LabelledQuestion[], options?: CalibrateOptions): Promise<CalibrationReport>;
  /** Returns a collection's active calibration, and whether it still fits. Asks nothing. */
  calibration(options?: CallOptions): Promise<CalibrationReport | undefined>;
  /** Returns to the usual threshold and erases the calibration's questions from the store's files. Returns whether there was one. */
  forgetCalibration(options?: CallOptions): Promise<boolean>;

  // Models, profiles and prompts

  /** Lists the bundled and configured models, and compares their files with their cards. Contacts no service. */
  models(options?: StopOptions): Promise<readonly ModelInfo[]>;
  /**
   * Asks the language model of `answer.model` one short question.
   *
   * @throws {InvalidSettingsError} if none is configured, or its key is missing
   * @throws {GenerationFailedError} if the service fails
   */
  testModel(options?: StopOptions): Promise<ModelTest>;
  /**
   * Downloads a language model's GGUF file into the user's folder of models, where `answer.model` names it `gguf:NAME`.
   * An interrupted download continues at the next call. Accepts `https:`, and `http:` on this machine.
   *
   * @throws {DownloadFailedError} if the server does not send the file
   * @throws {ModelUnavailableError} if the file has another hash or is not a GGUF file; it is deleted
   * @throws {FileExistsError} if another model has the name
   */
  pullModel(url: string, options: PullOptions): Promise<PullReport>;
  /**
   * Embeds the caller's own texts. Stores nothing.
   *
   * @throws {InvalidArgumentError} if there is no text, a text is empty, or the model has other dimensions
   */
  embedTexts(texts: readonly string[], options?: EmbedTextsOptions): Promise<EmbeddedTexts>;
  /**
   * Ranks the caller's own texts for a question, by the configured reranker or the bundled one. Stores nothing.
   *
   * @throws {InvalidArgumentError} if the question is empty or there is no text
   */
  rerankTexts(question: string, texts: readonly RerankPassage[], options?: StopOptions): Promise<RerankedTexts>;
  /** Lists the profiles that `answer.profile` can name, by name. */
  profiles(): Promise<readonly ProfileInfo[]>;
  /**
   * Reads and checks one profile, by default the configured one.
   *
   * @throws {InvalidSettingsError} if there is none of this name, or it is not valid
   */
  profile(name?: string): Promise<Profile>;
  /** Returns the exact request that a language model would get. Searches like `ask`, and contacts no language model. */
  prompt(question: string, options?: PromptOptions): Promise<PromptPreview>;

  // The embedding space

  /**
   * Draws chunks that the reader may see, each with the same probability. The sample stays the same while the collection
   * does. Undefined if the collection still has the version of `unlessVersion`.
   */
  embeddingSample(options?: EmbeddingSampleOptions): Promise<EmbeddingSample | undefined>;
  /**
   * Embeds questions into a collection's space.
   *
   * @throws {InvalidArgumentError} if there is no question, or an empty one
   * @throws {SpaceMismatchError} if the collection's vectors come from another model than the configured one
   */
  embedQuestions(questions: readonly string[], options?: CallOptions): Promise<EmbeddedQuestions>;

  // Export, import and backup

  /**
   * Writes collections to one file or stream, with sources, originals and vectors, as they are when the call begins. Does
   * not end the stream. `importFrom` reads the documented format.
   *
   * @throws {FileExistsError} if the file exists, unless `replace` is set
   */
  exportTo(file: string | Writable, options?: ExportOptions): Promise<ExportReport>;
  /**
   * Imports what `exportTo` wrote. Checks the whole file before it writes anything. Vectors of the collection's embedding
   * space are imported, others are computed.
   *
   * @throws {ExportCorruptError} if the file is not an export, was cut off or changed; nothing is written
   * @throws {SpaceMismatchError} if vectors are missing and the collection's come from another model than the configured
   *   one; the documents are imported, but found by words only until `reindex`
   */
  importFrom(source: ImportSource, options?: ImportOptions): Promise<ImportReport>;
  /**
   * Copies the store to one file, checked, as it is when the call begins, while others read and write. The file is a store
   * once it is named `store.db` in a folder of its own. Saved answers are copied beside it, to a file of the same name and
   * `.state`, which becomes the `state.db` of that folder.
   *
   * @throws {FileExistsError} if the file exists, unless `replace` is set
   * @throws {BlockCorruptError} if a block of the store is damaged
   */
  backup(file: string, options?: BackupOptions): Promise<BackupReport>;

  /** Listens to the events of all calls. Returns the function that stops it. */
  on(listener: Listener): () => void;
  close(): Promise<void>;
}
