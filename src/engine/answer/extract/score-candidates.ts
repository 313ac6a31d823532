import { type LinearModel, linearScore } from "../../../core/index.ts";
import type { SentenceFeatures } from "./sentence-features.ts";
import models from "./sentence-model.json" with { type: "json" };
import readModel from "./sentence-model-read.json" with { type: "json" };
import type { MeasuredCandidate } from "./shortlist.ts";
import { nothingRead, type SpanFeatures } from "./span-features.ts";

/**
 * What a candidate is judged by: its words, the cosine of question and sentence where vectors are there, and where a
 * reranker has read, the answers that it points at.
 */
export interface CandidateFeatures extends SentenceFeatures, SpanFeatures {
  readonly cosine: number;
}

export interface ScoredCandidate extends MeasuredCandidate {
  readonly features: CandidateFeatures;
  readonly score: number;
  /** Of the softmax over the scores; the shares of a question's candidates sum to 1. */
  readonly share: number;
}

/** With vectors, by words alone, or with vectors and read by a reranker: each has its own weights. */
export type EvidenceMode = "hybrid" | "lexical" | "read";

/** The reranker whose readings the weights were fitted on; another one's numbers mean something else. */
export const fittedReranker: string = readModel.reranker;

/**
 * Orders candidates by how well they answer.
 *
 * @param cosines  one a candidate, in their order; empty for `lexical`
 * @returns        best first; equal scores in the order given
 */
export function scoreCandidates(
  measured: readonly MeasuredCandidate[],
  cosines: readonly number[],
  mode: EvidenceMode,
): readonly ScoredCandidate[] {
  const model: LinearModel<keyof SentenceFeatures | "cosine"> = mode === "read" ? readModel : models[mode];
  const scored = measured.map(({ candidate, features, spans = nothingRead }, index) => {
    const all = { ...features, ...spans, cosine: cosines[index] ?? 0 };
    return { candidate, features: all, score: linearScore(model, all) };
  });
  const best = Math.max(...scored.map(({ score }) => score));
  const total = scored.reduce((sum, { score }) => sum + Math.exp(score - best), 0);
  return scored
    .map((item) => ({ ...item, share: Math.exp(item.score - best) / total }))
    .sort((left, right) => right.score - left.score);
}
