export {
  evaluateRetrieval,
  type RetrievalProgress,
  type RetrievalReport,
  type RetrievalRequest,
} from "./evaluate-retrieval.ts";
export type { RetrievalMeasures, RetrievalMetric } from "./measures.ts";
export type { MeanWithInterval } from "./metrics/bootstrap-interval.ts";
