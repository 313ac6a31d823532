export type { BeirDataSet, BeirDocument, BeirQuery } from "./data-sets/beir.ts";
export { readBeir } from "./data-sets/read-beir.ts";
export {
  evaluateRetrieval,
  type RetrievalProgress,
  type RetrievalReport,
  type RetrievalRequest,
} from "./evaluate-retrieval.ts";
export type { RetrievalMeasures, RetrievalMetric } from "./measures.ts";
export { bootstrapInterval, type MeanWithInterval } from "./metrics/bootstrap-interval.ts";
