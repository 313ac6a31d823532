import { linearScore, logistic } from "../../../core/index.ts";
import type { ClaimFeatures } from "../checks/measure-claim.ts";
import models from "./verification-model.json" with { type: "json" };

/** What an embedder says of a claim and the nearest sentence of its evidence. */
export interface Likeness {
  readonly cosine: number;
  readonly model: string;
}

/** Probability that people would find the claim supported, from 0 to 1, by the weights of `scripts/train/verification.mjs`. */
export function weighClaim(features: Omit<ClaimFeatures, "cosine">, likeness?: Likeness): number {
  return hasWeights(likeness)
    ? logistic(linearScore(models.embedded, { ...features, cosine: likeness.cosine }))
    : logistic(linearScore(models.words, features));
}

/** Whether that is enough: as rarely wrong on the training data as the card says. */
export function isSupported(features: Omit<ClaimFeatures, "cosine">, likeness?: Likeness): boolean {
  return weighClaim(features, likeness) >= (hasWeights(likeness) ? models.embedded : models.words).threshold;
}

/** Cosines of another embedder are another scale. */
function hasWeights(likeness: Likeness | undefined): likeness is Likeness {
  return likeness?.model === models.card.embedder;
}
