import { gradeOf, type JudgedRanking } from "./judgements.ts";

/** 1 / rank of the first relevant document, else 0, as trec_eval's `recip_rank`; its mean over queries is MRR. */
export function reciprocalRank({ ranking, grades }: JudgedRanking): number {
  const index = ranking.findIndex((id) => gradeOf(grades, id) > 0);
  return index < 0 ? 0 : 1 / (index + 1);
}
