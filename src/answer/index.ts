export { type EvidenceFeatures, estimateConfidence, measureEvidence } from "./abstain/index.ts";
export { ask } from "./ask.ts";
export type { AskRequest, AskServices } from "./ask-request.ts";
export { planCalculation } from "./calculate/index.ts";
export { type Context, type ContextRequest, composeContext, cutNoise } from "./compose/index.ts";
export {
  createExtractiveAnswerer,
  type ExtractiveOptions,
  type ExtractiveServices,
  type WeighedEvidence,
  weighEvidence,
} from "./create-extractive-answerer.ts";
export { pickExamples, readExamples } from "./examples/index.ts";
export {
  type CandidateFeatures,
  chooseSentences,
  type EvidenceMode,
  measureSpans,
  type QuestionProfile,
  type ScoredCandidate,
} from "./extract/index.ts";
export {
  type CostMeter,
  createModelAnswerer,
  type ModelAnswererOptions,
  type ModelAnswererServices,
  meterCost,
  type PromptTemplates,
  writeStyle,
} from "./generate/index.ts";
