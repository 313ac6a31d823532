export { type EstimatedReading, type EstimateRequest, estimateReading } from "./estimate-reading.ts";
export { type FindAllRequest, findAll } from "./find-all.ts";
export { countSections } from "./sections/count-sections.ts";
export { type SummaryRequest, summarize } from "./summarize.ts";
export type { PartialResults, SurveyPrompts, SurveyServices, SurveyWriter } from "./survey-services.ts";
