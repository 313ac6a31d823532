import { countRelevant, gradeOf, type JudgedRanking } from "./judgements.ts";

/**
 * Average precision at k, as trec_eval's `map_cut`: the precisions at the ranks of the relevant documents among the
 * first k, summed, over the number of all relevant documents; its mean over queries is MAP@k.
 */
export function averagePrecision({ ranking, grades }: JudgedRanking, k: number): number {
  const relevant = countRelevant(grades);
  let found = 0;
  let sum = 0;
  for (const [index, id] of ranking.slice(0, k).entries()) {
    if (gradeOf(grades, id) === 0) continue;
    found++;
    sum += found / (index + 1);
  }
  return relevant === 0 ? 0 : sum / relevant;
}
