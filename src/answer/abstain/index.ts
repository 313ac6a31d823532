export { defaultThreshold, estimateConfidence, thresholdOf } from "./estimate-confidence.ts";
export { type EvidenceFeatures, measureEvidence } from "./measure-evidence.ts";
