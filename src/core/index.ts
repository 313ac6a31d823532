export * from "./access.ts";
export type * from "./add-report.ts";
export * from "./budget/megabyte.ts";
export * from "./budget/never.ts";
export * from "./budget/time-limit.ts";
export * from "./budget/work-budget.ts";
export * from "./budget/work-clock.ts";
export type * from "./calibration.ts";
export type * from "./collection.ts";
export type * from "./conversation-turn.ts";
export * from "./document.ts";
export type * from "./embedding-sample.ts";
export * from "./errors/answer-errors.ts";
export * from "./errors/carried-error.ts";
export * from "./errors/document-errors.ts";
export * from "./errors/error-code.ts";
export * from "./errors/file-errors.ts";
export * from "./errors/input-errors.ts";
export * from "./errors/lydian-error.ts";
export * from "./errors/model-errors.ts";
export * from "./errors/server-errors.ts";
export * from "./errors/store-errors.ts";
export * from "./errors/web-errors.ts";
export type * from "./event.ts";
export * from "./guarding/check-text.ts";
export * from "./guarding/help-warning.ts";
export * from "./guarding/report-guards.ts";
export * from "./guarding/stopped-text.ts";
export * from "./lists/append.ts";
export * from "./lists/find-extremes.ts";
export type * from "./lists/sequence.ts";
export * from "./models/linear-model.ts";
export type * from "./models/pulled-model.ts";
export * from "./models/unit-vector.ts";
export type * from "./ports/analyzer.ts";
export type * from "./ports/answerer.ts";
export type * from "./ports/chunker.ts";
export type * from "./ports/embedder.ts";
export type * from "./ports/file-watcher.ts";
export type * from "./ports/files.ts";
export * from "./ports/guard.ts";
export type * from "./ports/loader.ts";
export type * from "./ports/ocr.ts";
export type * from "./ports/reranker.ts";
export type * from "./ports/scan-threads.ts";
export type * from "./ports/search-index.ts";
export type * from "./ports/source-reader.ts";
export * from "./ports/state-store.ts";
export type * from "./ports/store.ts";
export type * from "./ports/system.ts";
export type * from "./ports/text-classifier.ts";
export type * from "./ports/text-generator.ts";
export type * from "./ports/trust-store.ts";
export type * from "./ports/verifier.ts";
export * from "./profile.ts";
export * from "./receipt-policy.ts";
export type {
  Abstained,
  Answer,
  AnswerData,
  Citation,
  Claim,
  Cost,
  DataValue,
  Grounded,
  Shortfall,
  StageTrace,
  UnsupportedPolicy,
  Usage,
  Verdict,
  VerificationStep,
} from "./schemas/answer.ts";
export type {
  CalculatedCell,
  CalculatedGroup,
  Calculation,
  CalculationColumn,
  CalculationCondition,
  CalculationGrouping,
  CalculationOperation,
  CalculationPlan,
  DateCondition,
  NumberCondition,
} from "./schemas/calculation.ts";
export type { EmbeddingSpace } from "./schemas/collection.ts";
export type { ClaimGroup, Conflict, ConflictSide, Coverage, MatchingDocument } from "./schemas/coverage.ts";
export type {
  Element,
  Metadata,
  MetadataValue,
  NearDuplicate,
  PublicDocument,
  ReadPage,
  Receipt,
  ReceiptWarning,
  Warning,
} from "./schemas/document.ts";
export type { ChunkStanding, PublicExplanation, StageStanding, StandingKind } from "./schemas/explanation.ts";
export type { FailedFile } from "./schemas/failed-file.ts";
export type { Feedback } from "./schemas/feedback.ts";
export type { GuardExample } from "./schemas/guard-example.ts";
export type { GuardPolicy, GuardRule, GuardStagePolicy } from "./schemas/guard-policy.ts";
export type { GuardOutcome, GuardReport } from "./schemas/guard-report.ts";
export type {
  AnswerSpan,
  Duplicate,
  Explanation,
  Hit,
  Passage,
  Reading,
  ScorePart,
  Stage,
  StageScore,
} from "./schemas/hit.ts";
export type { Job, JobOutcome, JobProgress, JobTask } from "./schemas/job.ts";
export type { CollectionMap, PlacedQuestions, SampledDocument, SampledPassage, VectorsAsText } from "./schemas/map.ts";
export type { Box, LocatedSpan, Location, LocationMap, Span } from "./schemas/place.ts";
export type { Review, ReviewOutcome, ReviewRecord, ReviewStatus, ReviewSummary } from "./schemas/review.ts";
export type {
  AnswerCheck,
  AnswerSettings,
  ChangedSetting,
  CitationCheck,
  ClaimCheck,
  Excerpt,
  PassageOrder,
  ReplayedSentence,
  ReplayReport,
  SavedAnswer,
  SavedAnswerSummary,
  SavedDocument,
  SearchMode,
  WithheldQuestion,
} from "./schemas/saved-answers.ts";
export type { CalibrationReport, CurvePoint, DoctorCheck, DoctorReport } from "./schemas/server.ts";
export type { TextCheck } from "./schemas/text-check.ts";
export type * from "./search.ts";
export * from "./source.ts";
export * from "./text/cells.ts";
export * from "./text/decode-address.ts";
export * from "./text/estimate-tokens.ts";
export * from "./text/fold-text.ts";
export * from "./text/locate-span.ts";
export * from "./text/name-pattern.ts";
export * from "./text/nearest-names.ts";
export * from "./text/redact-user.ts";
export * from "./text/shared-text.ts";
export * from "./wire/defined.ts";
export * from "./wire/document-chunks.ts";
export type * from "./wire/json.ts";
export * from "./wire/map-texts.ts";
export * from "./wire/pack-drafts.ts";
export * from "./wire/pack-elements.ts";
export * from "./wire/pack-locations.ts";
export * from "./wire/parse-json.ts";
