import { averagePrecision } from "./metrics/average-precision.ts";
import { bootstrapInterval, type MeanWithInterval } from "./metrics/bootstrap-interval.ts";
import type { JudgedRanking } from "./metrics/judgements.ts";
import { ndcg } from "./metrics/ndcg.ts";
import { recall } from "./metrics/recall.ts";
import { reciprocalRank } from "./metrics/reciprocal-rank.ts";

export type RetrievalMetric = "nDCG@10" | "recall@100" | "MRR@10" | "MAP@100";

/** From 0 to 1 each. */
export interface RetrievalMeasures extends Readonly<Record<RetrievalMetric, number>> {}

/** One query's measures, by trec_eval's definitions. */
export function measureQuery(judged: JudgedRanking): RetrievalMeasures {
  return {
    "nDCG@10": ndcg(judged, 10),
    "recall@100": recall(judged, 100),
    "MRR@10": reciprocalRank(judged, 10),
    "MAP@100": averagePrecision(judged, 100),
  };
}

/** Means over queries with 95 % confidence intervals; at least one query. */
export function averageMeasures(
  queries: readonly RetrievalMeasures[],
): Readonly<Record<RetrievalMetric, MeanWithInterval>> {
  const average = (metric: RetrievalMetric) => bootstrapInterval(queries.map((query) => query[metric]));
  return {
    "nDCG@10": average("nDCG@10"),
    "recall@100": average("recall@100"),
    "MRR@10": average("MRR@10"),
    "MAP@100": average("MAP@100"),
  };
}
