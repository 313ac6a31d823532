export { estimateSurvey } from "./estimate-survey.ts";
export { findAll } from "./find-all.ts";
export { countSections } from "./sections/count-sections.ts";
export type { PartialResults, SurveyModel, SurveyPrompts, SurveyServices } from "./survey-services.ts";
export { openSummary, type SummaryRequest, titleSummary, writeSummary } from "./write-summary.ts";
