export { evaluateProfile, type ProfileMeasures, type ProfileReport, type ProfileRequest } from "./evaluate-profile.ts";
export { evaluateRetrieval, type RetrievalReport, type RetrievalRequest } from "./evaluate-retrieval.ts";
export { evaluateRuns, type RunReport, type RunsReport, type RunsRequest } from "./evaluate-runs.ts";
export { type MeasuredShare, measureSamples, type SampleReport } from "./measure-samples.ts";
export type { Difference, RetrievalMeasures, RetrievalMetric } from "./measures.ts";
export type { MeanWithInterval } from "./metrics/bootstrap-interval.ts";
export type { RetrievalProgress } from "./retrieval-progress.ts";
