/** A ranking for one query, and people's judgements. Grades above 0 are relevant; all others are not. */
export interface JudgedRanking {
  /** Document ids, best first, each at most once. */
  readonly ranking: readonly string[];
  /** Grade by document id; an unjudged document counts as not relevant. */
  readonly grades: ReadonlyMap<string, number>;
}

/**
 * Computes the normalised discounted cumulative gain at k, as trec_eval's `ndcg_cut`. The gain is the grade, the
 * discount log2(rank + 1), and the ideal ranking consists of all judged documents.
 *
 * @returns from 0 to 1; 0 for a query without relevant documents
 * @see Järvelin, Kekäläinen: Cumulated gain-based evaluation of IR techniques, TOIS 2002
 */
export function ndcg({ ranking, grades }: JudgedRanking, k: number): number {
  const ideal = [...grades.values()].map((grade) => Math.max(0, grade)).sort((a, b) => b - a);
  const best = discountedGain(ideal.slice(0, k));
  return best === 0 ? 0 : discountedGain(ranking.slice(0, k).map((id) => gradeOf(grades, id))) / best;
}

/** Returns the share of relevant documents among the first k, as trec_eval's `recall`; 0 if none is relevant. */
export function recall({ ranking, grades }: JudgedRanking, k: number): number {
  const relevant = countRelevant(grades);
  return relevant === 0 ? 0 : ranking.slice(0, k).filter((id) => gradeOf(grades, id) > 0).length / relevant;
}

/**
 * Returns 1 / rank of the first relevant document, or else 0, as trec_eval's `recip_rank`. Its mean over queries is
 * MRR.
 */
export function reciprocalRank({ ranking, grades }: JudgedRanking): number {
  const index = ranking.findIndex((id) => gradeOf(grades, id) > 0);
  return index < 0 ? 0 : 1 / (index + 1);
}

/**
 * Computes average precision, as trec_eval's `map`: the sum of the precisions at the ranks of relevant documents,
 * divided by the number of all relevant documents, retrieved or not. Its mean over queries is MAP.
 */
export function averagePrecision({ ranking, grades }: JudgedRanking): number {
  const relevant = countRelevant(grades);
  let retrieved = 0;
  let sum = 0;
  for (const [index, id] of ranking.entries()) {
    if (gradeOf(grades, id) === 0) continue;
    retrieved++;
    sum += retrieved / (index + 1);
  }
  return relevant === 0 ? 0 : sum / relevant;
}

function discountedGain(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}

/** Returns a document's grade; a negative grade counts as 0. */
function gradeOf(grades: ReadonlyMap<string, number>, documentId: string): number {
  return Math.max(0, grades.get(documentId) ?? 0);
}

function countRelevant(grades: ReadonlyMap<string, number>): number {
  return [...grades.values()].filter((grade) => grade > 0).length;
}
