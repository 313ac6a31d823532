export { highlightsOf } from "./highlights-of.ts";
export { joinReadings } from "./join-readings.ts";
export { NOT_RERANKED, type Reranking, rerankRanking } from "./rerank-ranking.ts";
