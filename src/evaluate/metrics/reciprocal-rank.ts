import { gradeOf, type JudgedRanking } from "./judgements.ts";

/** 1 / rank of the first relevant document among the first k, else 0; its mean over queries is MRR@k. */
export function reciprocalRank({ ranking, grades }: JudgedRanking, k: number): number {
  const index = ranking.slice(0, k).findIndex((id) => gradeOf(grades, id) > 0);
  return index < 0 ? 0 : 1 / (index + 1);
}
