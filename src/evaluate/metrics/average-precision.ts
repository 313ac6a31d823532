import { countRelevant, gradeOf, type JudgedRanking } from "./judgements.ts";

/**
 * Average precision, as trec_eval's `map`: the precisions at the ranks of the relevant documents, summed, over the number
 * of all relevant documents, found or not; its mean over queries is MAP.
 */
export function averagePrecision({ ranking, grades }: JudgedRanking): number {
  const relevant = countRelevant(grades);
  let found = 0;
  let sum = 0;
  for (const [index, id] of ranking.entries()) {
    if (gradeOf(grades, id) === 0) continue;
    found++;
    sum += found / (index + 1);
  }
  return relevant === 0 ? 0 : sum / relevant;
}
