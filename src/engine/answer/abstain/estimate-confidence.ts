import { type LinearModel, linearScore, logistic } from "../../../core/index.ts";
import type { EvidenceMode } from "../extract/score-candidates.ts";
import type { SpanFeatures } from "../extract/span-features.ts";
import models from "./confidence-model.json" with { type: "json" };
import readModel from "./confidence-model-read.json" with { type: "json" };
import type { EvidenceFeatures } from "./measure-evidence.ts";
import type { ReadingFeatures } from "./measure-readings.ts";

/**
 * Estimated probability, from 0 to 1, that the sentences shown answer the question.
 *
 * Calibrated where half of the questions have no answer in the documents and look as if they had; where people ask
 * what the documents do say, answers are right more often than this says.
 */
export function estimateConfidence(evidence: EvidenceFeatures, mode: EvidenceMode): number {
  const { slope, offset, ...fitted } = mode === "read" ? readModel : models[mode];
  const model: LinearModel<Exclude<keyof EvidenceFeatures, keyof ReadingFeatures | keyof SpanFeatures>> = fitted;
  return logistic(slope * linearScore(model, evidence) + offset);
}

/** Below this confidence there is no answer; chosen on the articles of `calibrate`, see the model's card. */
export const defaultThreshold: number = models.threshold;

/** The same of either kind of evidence. */
export function thresholdOf(mode: EvidenceMode): number {
  return mode === "read" ? readModel.threshold : models.threshold;
}
