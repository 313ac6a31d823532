import { gradeOf, type JudgedRanking } from "./judgements.ts";

/**
 * Normalised discounted cumulative gain at k, as trec_eval's `ndcg_cut`: the gain is the grade, the discount
 * log2(rank + 1), the ideal ranking is made of all judged documents.
 *
 * @returns from 0 to 1; 0 for a query without relevant documents
 * @see Järvelin, Kekäläinen: Cumulated gain-based evaluation of IR techniques, TOIS 2002
 */
export function ndcg({ ranking, grades }: JudgedRanking, k: number): number {
  const ideal = [...grades.values()].map((grade) => Math.max(0, grade)).sort((a, b) => b - a);
  const best = discountedGain(ideal.slice(0, k));
  return best === 0 ? 0 : discountedGain(ranking.slice(0, k).map((id) => gradeOf(grades, id))) / best;
}

function discountedGain(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}
