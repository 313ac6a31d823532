export { type ExplainServices, explainPassages } from "./explain-passages.ts";
export { warnOfFilter } from "./find/warn-of-filter.ts";
export { readOnce } from "./read-once.ts";
export { rememberDocuments } from "./remember-documents.ts";
export { createRephraser, type Rephrased, type RephraserOptions } from "./rephrase/create-rephraser.ts";
export { findPassages, search } from "./search.ts";
export type {
  SearchedStore,
  SearchRequest,
  SearchServices,
  SearchSettings,
} from "./search-request.ts";
export { type StartStage, stagesInto } from "./search-run.ts";
export { warnOfGaps } from "./warn-of-gaps.ts";
