export { type EvidenceFeatures, estimateConfidence, measureEvidence } from "./abstain/index.ts";
export { ask } from "./ask.ts";
export type { AskRequest, AskServices } from "./ask-request.ts";
export { buildAnswerText } from "./build-answer-text.ts";
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
  type Candidate,
  type CandidateFeatures,
  chooseSentences,
  type EvidenceMode,
  findCandidates,
  measureSpans,
  type QuestionProfile,
  quoteCandidate,
  type ScoredCandidate,
  shownText,
  trimMarkup,
  wordsAskedFor,
} from "./extract/index.ts";
export {
  type Conversation,
  type FollowUpTemplates,
  type Previous,
  rewriteByModel,
  standAloneByRules,
} from "./follow-up/index.ts";
export {
  addUsage,
  type CostMeter,
  createModelAnswerer,
  fillTemplate,
  type ModelAnswererOptions,
  type ModelAnswererServices,
  meterCost,
  type PromptTemplates,
  type Purse,
  readGenerated,
  tallyUsage,
  toAnswerSentence,
  writePrompt,
  writeStyle,
} from "./generate/index.ts";
export { guardText } from "./guard-text.ts";
export { hearTurns } from "./hear-turns.ts";
export { type JudgeServices, judgeSentence } from "./judge-sentence.ts";
export { type AnswerInProgress, startAnswer } from "./start-answer.ts";
export { startChecks } from "./start-checks.ts";
