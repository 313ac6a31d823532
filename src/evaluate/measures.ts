import { averagePrecision } from "./metrics/average-precision.ts";
import { bootstrapInterval, type MeanWithInterval } from "./metrics/bootstrap-interval.ts";
import type { JudgedRanking } from "./metrics/judgements.ts";
import { ndcg } from "./metrics/ndcg.ts";
import { permutationTest } from "./metrics/permutation-test.ts";
import { recall } from "./metrics/recall.ts";
import { reciprocalRank } from "./metrics/reciprocal-rank.ts";

export type RetrievalMetric = "nDCG@10" | "recall@100" | "MRR" | "MAP";

/** From 0 to 1 each. */
export interface RetrievalMeasures extends Readonly<Record<RetrievalMetric, number>> {}

/** One query's measures, by trec_eval's definitions: `ndcg_cut_10`, `recall_100`, `recip_rank` and `map`. */
export function measureQuery(judged: JudgedRanking): RetrievalMeasures {
  return {
    "nDCG@10": ndcg(judged, 10),
    "recall@100": recall(judged, 100),
    MRR: reciprocalRank(judged),
    MAP: averagePrecision(judged),
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
    MRR: average("MRR"),
    MAP: average("MAP"),
  };
}

export interface Difference extends MeanWithInterval {
  /** Of a two-sided paired permutation test: how likely a difference at least as large would be by chance. */
  readonly p: number;
}

/** Mean differences of paired queries with 95 % confidence intervals of the paired bootstrap; at least one query. */
export function compareMeasures(
  pairs: readonly (readonly [before: RetrievalMeasures, after: RetrievalMeasures])[],
): Readonly<Record<RetrievalMetric, Difference>> {
  const compare = (metric: RetrievalMetric): Difference => {
    const differences = pairs.map(([before, after]) => after[metric] - before[metric]);
    return { ...bootstrapInterval(differences), p: permutationTest(differences) };
  };
  return {
    "nDCG@10": compare("nDCG@10"),
    "recall@100": compare("recall@100"),
    MRR: compare("MRR"),
    MAP: compare("MAP"),
  };
}
