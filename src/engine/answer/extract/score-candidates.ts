import { findMax, type LinearModel, linearScore } from "../../../core/index.ts";
import type { SentenceFeatures } from "./sentence-features.ts";
import models from "./sentence-model.json" with { type: "json" };
import readModel from "./sentence-model-read.json" with { type: "json" };
import type { MeasuredCandidate } from "./shortlist.ts";
import { nothingRead, type SpanFeatures } from "./span-features.ts";

/**
 * Features of a candidate: its words, the cosine of question and sentence, and the answers that a reranker points at.
 */
export interface CandidateFeatures extends SentenceFeatures, SpanFeatures {
  readonly cosine: number;
}

export interface ScoredCandidate extends MeasuredCandidate {
  readonly features: CandidateFeatures;
  readonly score: number;
  /** Softmax of the score; the shares of a question's candidates sum to 1. */
  readonly share: number;
}

/**
 * The evidence at hand: words and vectors, words alone, or words, vectors and a reranker. Each mode has its own
 * weights.
 */
export type EvidenceMode = "hybrid" | "lexical" | "read";

/** Id of the reranker that the weights were fitted with; the numbers of another one mean something else. */
export const fittedReranker: string = readModel.reranker;

/**
 * Orders candidates by how well they answer.
 *
 * @param cosines  one for each candidate, in order; empty for `lexical`
 * @returns        best first; equal scores in the order given
 */
export function scoreCandidates(
  measured: readonly MeasuredCandidate[],
  cosines: readonly number[],
  mode: EvidenceMode,
): readonly ScoredCandidate[] {
  const model: LinearModel<keyof SentenceFeatures | "cosine"> = mode === "read" ? readModel : models[mode];
  const scored = measured.map(({ candidate, features, spans = nothingRead }, index) => {
    const allFeatures = { ...features, ...spans, cosine: cosines[index] ?? 0 };
    return { candidate, features: allFeatures, score: linearScore(model, allFeatures) };
  });
  const best = findMax(scored.map(({ score }) => score));
  const total = scored.reduce((sum, { score }) => sum + Math.exp(score - best), 0);
  return scored
    .map((item) => ({ ...item, share: Math.exp(item.score - best) / total }))
    .sort((left, right) => right.score - left.score);
}
