import { bootstrapInterval, type MeanWithInterval } from "./metrics/bootstrap-interval.ts";
import { permutationTest } from "./metrics/permutation-test.ts";
import { averagePrecision, type JudgedRanking, ndcg, recall, reciprocalRank } from "./metrics/ranking-metrics.ts";

export type RetrievalMetric = "nDCG@10" | "recall@100" | "MRR" | "MAP";

/** Measures from 0 to 1. */
export interface RetrievalMeasures extends Readonly<Record<RetrievalMetric, number>> {}

/**
 * Measures a ranking for one query, by trec_eval's definitions of `ndcg_cut_10`, `recall_100`, `recip_rank` and `map`.
 */
export function measureQuery(judged: JudgedRanking): RetrievalMeasures {
  return {
    "nDCG@10": ndcg(judged, 10),
    "recall@100": recall(judged, 100),
    MRR: reciprocalRank(judged),
    MAP: averagePrecision(judged),
  };
}

/** Returns the means over at least one query, with 95 % confidence intervals. */
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
  /** Probability that chance alone gives a difference at least as large, by a two-sided paired permutation test. */
  readonly p: number;
}

/**
 * Returns the mean differences of at least one paired query, with 95 % confidence intervals of the paired bootstrap.
 */
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
