export { defaultThreshold, estimateConfidence } from "./estimate-confidence.ts";
export { type EvidenceFeatures, measureEvidence } from "./measure-evidence.ts";
