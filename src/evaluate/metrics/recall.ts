import { countRelevant, gradeOf, type JudgedRanking } from "./judgements.ts";

/** Share of the relevant documents that stand among the first k, as trec_eval's `recall`; 0 if none is relevant. */
export function recall({ ranking, grades }: JudgedRanking, k: number): number {
  const relevant = countRelevant(grades);
  return relevant === 0 ? 0 : ranking.slice(0, k).filter((id) => gradeOf(grades, id) > 0).length / relevant;
}
