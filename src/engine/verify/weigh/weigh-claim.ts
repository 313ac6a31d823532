import { linearScore, logistic } from "../../../core/index.ts";
import type { ClaimFeatures } from "../checks/measure-claim.ts";
import models from "./verification-model.json" with { type: "json" };

/** Similarity of a claim and the nearest sentence of its evidence, by an embedder. */
export interface EmbeddingSimilarity {
  readonly cosine: number;
  readonly model: string;
}

/**
 * Returns the probability, from 0 to 1, that people would find the claim supported. `scripts/train/verification.mjs`
 * fits it.
 */
export function weighClaim(features: Omit<ClaimFeatures, "cosine">, similarity?: EmbeddingSimilarity): number {
  return hasWeights(similarity)
    ? logistic(linearScore(models.embedded, { ...features, cosine: similarity.cosine }))
    : logistic(linearScore(models.words, features));
}

/**
 * Returns whether the probability reaches the threshold, whose error rate on the training data is on the model's card.
 */
export function isSupported(features: Omit<ClaimFeatures, "cosine">, similarity?: EmbeddingSimilarity): boolean {
  return weighClaim(features, similarity) >= (hasWeights(similarity) ? models.embedded : models.words).threshold;
}

/** Returns whether the weights fit this embedder; cosines of other embedders have another scale. */
function hasWeights(similarity: EmbeddingSimilarity | undefined): similarity is EmbeddingSimilarity {
  return similarity?.model === models.card.embedder;
}
