export { parseFilter, printFilter } from "../engine/kernel/index.ts";
export type { AddOptions, EmbedReport } from "./add/add.ts";
export { nameSource, registerSources } from "./add/choose-sources.ts";
export type { DocumentReceipt, ReceiptsOptions, ReceiptsReport } from "./add/receipts.ts";
export type { ReindexOptions, ReindexReport } from "./add/reindex-collection.ts";
export type { RemoveSourceOptions, RemoveSourceReport, SourceStatus } from "./add/sources.ts";
export type { SyncOptions, SyncReport } from "./add/sync-sources.ts";
export type { WatchOptions } from "./add/watch-folders.ts";
export type { AskOptions } from "./ask/ask-options.ts";
export type { CheckClaimOptions, ClaimEvidence, ClaimReport } from "./ask/check-claim.ts";
export type { PromptOptions, PromptPreview } from "./ask/preview-prompt.ts";
export type { ReplayOptions } from "./ask/replay-answer.ts";
export type { CalibrateOptions } from "./calibrate/calibrate.ts";
export { collectionOf, signalOf } from "./call/call-context.ts";
export type * from "./call/call-options.ts";
export type {
  Conversation,
  ConversationOptions,
  ConversationsOptions,
  RemovedConversations,
} from "./conversations/conversations.ts";
export type { EarlierTurn } from "./conversations/hear-turns.ts";
export { createLydian } from "./create-lydian.ts";
export type {
  ListDocumentsOptions,
  OpenedOriginal,
  OriginalFile,
  RemoveOptions,
  RemoveReport,
} from "./documents/documents.ts";
export { failFile, isWithinAny } from "./documents/failed-files.ts";
export type { CalibrationStatus, CollectionStatus, GuardPolicyStatus, Status } from "./documents/status.ts";
export type { CheckTextOptions } from "./guard/check-given-text.ts";
export { createGuardJudge, type GuardJudgeServices } from "./guard/create-guard-judge.ts";
export type * from "./lydian.ts";
export type { EmbeddingSampleOptions } from "./map/embedding-sample.ts";
export type { PullOptions } from "./models/pull-model.ts";
export type { ModelTest } from "./models/test-model.ts";
export type { EmbeddedTexts, EmbedTextsOptions, RerankedTexts } from "./models/use-models.ts";
export type { KeepingParts, LibrarySettings, LydianParts, ReadingHalf, StateParts } from "./parts/lydian-parts.ts";
export type { ModelInfo, ProfileInfo, PullReport } from "./parts/model-info.ts";
export { quotaOf } from "./parts/quotas.ts";
export type { CheckAnswersOptions } from "./proof/check-answers.ts";
export type { ProofPage } from "./proof/make-proof.ts";
export type { ProofFile, VerifyProofOptions, WriteProofOptions } from "./proof/proof.ts";
export type {
  RemoveAnswersOptions,
  RemovedAnswers,
  SavedAnswerOptions,
  SavedAnswersOptions,
} from "./proof/saved-answers.ts";
export type { ProofCheck, ProofReport } from "./proof/verify-proof.ts";
export type {
  DecideReviewOptions,
  ReviewOptions,
  ReviewOutcomeOptions,
  ReviewsOptions,
} from "./review/reviews.ts";
export type { WordCount } from "./search/count-words.ts";
export type { ExplainOptions } from "./search/explain.ts";
export { rememberQueries } from "./search/remember-queries.ts";
export type { SearchOptions } from "./search/search-collection.ts";
export type { EstimateReadingOptions, ReadingEstimate } from "./survey/estimate-reading.ts";
export type { SummarizeOptions } from "./survey/summarize-documents.ts";
export type { BackupOptions, BackupReport } from "./transfer/backup.ts";
export type { ExportOptions, ExportReport } from "./transfer/export-to.ts";
export type { ImportOptions, ImportReport, ImportSource } from "./transfer/import-from.ts";
export type { RepairReport, StateRepairReport } from "./transfer/repair-collections.ts";
