/** One query's answer to a search and what people judged: grades above 0 are relevant, the rest is not. */
export interface JudgedRanking {
  /** Document ids, best first, each at most once. */
  readonly ranking: readonly string[];
  /** Grade by document id; an unjudged document counts as not relevant. */
  readonly grades: ReadonlyMap<string, number>;
}

/** The grade that counts: what is below 0 is worth as little as what is not relevant. */
export function gradeOf(grades: ReadonlyMap<string, number>, documentId: string): number {
  return Math.max(0, grades.get(documentId) ?? 0);
}

export function countRelevant(grades: ReadonlyMap<string, number>): number {
  return [...grades.values()].filter((grade) => grade > 0).length;
}
