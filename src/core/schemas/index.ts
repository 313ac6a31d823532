export { abstentionReason, answerSchema, unsupportedPolicy, verdict } from "./answer.ts";
export { collectionName } from "./collection.ts";
export { documentSummarySchema, element, metadata, readPage, receipt, receiptWarning, warning } from "./document.ts";
export { explanationSchema } from "./explanation.ts";
export { failedFileSchema } from "./failed-file.ts";
export { feedbackSchema } from "./feedback.ts";
export { givenObject } from "./given-object.ts";
export { guardExampleSchema } from "./guard-example.ts";
export { guardPolicySchema } from "./guard-policy.ts";
export { guardReportSchema } from "./guard-report.ts";
export { hitSchema } from "./hit.ts";
export { jobSchema } from "./job.ts";
export { collectionMapSchema, placedQuestionsSchema } from "./map.ts";
export { MAX_PAGE_ITEMS, pageOf } from "./page-of.ts";
export { count, hash, location, number, ordinal, span, text } from "./place.ts";
export {
  reviewOutcomeSchema,
  reviewRecordSchema,
  reviewSchema,
  reviewStatus,
  reviewSummarySchema,
} from "./review.ts";
export {
  answerCheckSchema,
  passageOrder,
  replayReportSchema,
  savedAnswerSchema,
  savedAnswerSummarySchema,
  searchMode,
} from "./saved-answers.ts";
export { calibrationReportSchema, doctorReportSchema } from "./server.ts";
export { MAX_CHECKED_CHARACTERS, textCheckSchema } from "./text-check.ts";
