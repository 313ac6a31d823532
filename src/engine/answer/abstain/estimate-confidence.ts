import { type LinearModel, linearScore, logistic } from "../../../core/index.ts";
import type { EvidenceMode } from "../extract/score-candidates.ts";
import type { SpanFeatures } from "../extract/span-features.ts";
import models from "./confidence-model.json" with { type: "json" };
import readModel from "./confidence-model-read.json" with { type: "json" };
import type { EvidenceFeatures } from "./measure-evidence.ts";
import type { ReadingFeatures } from "./measure-readings.ts";

/**
 * Estimates the probability, from 0 to 1, that the shown sentences answer the question.
 *
 * It is calibrated on data in which half of the questions have no answer in the documents but look as if they had. If
 * users ask what the documents do say, answers are right more often than this estimate.
 */
export function estimateConfidence(evidence: EvidenceFeatures, mode: EvidenceMode): number {
  const { slope, offset, ...fitted } = mode === "read" ? readModel : models[mode];
  const model: LinearModel<Exclude<keyof EvidenceFeatures, keyof ReadingFeatures | keyof SpanFeatures>> = fitted;
  return logistic(slope * linearScore(model, evidence) + offset);
}

/** Minimum confidence of an answer, chosen on the `calibrate` articles; see the model's card. */
export const defaultThreshold: number = models.threshold;

/** Returns the minimum confidence for a mode of evidence. */
export function thresholdOf(mode: EvidenceMode): number {
  return mode === "read" ? readModel.threshold : models.threshold;
}
