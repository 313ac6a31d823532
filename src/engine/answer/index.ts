export { estimateConfidence } from "./abstain/estimate-confidence.ts";
export { type EvidenceFeatures, measureEvidence } from "./abstain/measure-evidence.ts";
export { ask } from "./ask.ts";
export type { AskRequest, AskServices } from "./ask-request.ts";
export { buildAnswerText } from "./build-answer-text.ts";
export { planCalculation } from "./calculate/plan-calculation.ts";
export { type Context, type ContextRequest, composeContext } from "./compose/compose-context.ts";
export { cutNoise } from "./compose/cut-noise.ts";
export {
  createExtractiveAnswerer,
  type ExtractiveOptions,
  type ExtractiveServices,
  type WeighedEvidence,
  weighEvidence,
} from "./create-extractive-answerer.ts";
export { pickExamples } from "./examples/pick-examples.ts";
export { readExamples } from "./examples/read-examples.ts";
export { chooseSentences } from "./extract/choose-sentences.ts";
export { type Candidate, findCandidates } from "./extract/find-candidates.ts";
export { type QuestionProfile, wordsAskedFor } from "./extract/profile-question.ts";
export { quoteCandidate } from "./extract/quote-candidate.ts";
export type { CandidateFeatures, EvidenceMode, ScoredCandidate } from "./extract/score-candidates.ts";
export { shownText } from "./extract/sentence-features.ts";
export { measureSpans } from "./extract/span-features.ts";
export { trimMarkup } from "./extract/trim-markup.ts";
export { fillTemplate } from "./fill-template.ts";
export { type FollowUpTemplates, rewriteByModel } from "./follow-up/rewrite-by-model.ts";
export type { Previous } from "./follow-up/rewrite-by-rules.ts";
export { type Conversation, standAloneByRules } from "./follow-up/stand-alone.ts";
export { addUsage } from "./generate/add-usage.ts";
export {
  createModelAnswerer,
  type ModelAnswererOptions,
  type ModelAnswererServices,
} from "./generate/create-model-answerer.ts";
export { type CostMeter, meterCost, type Purse } from "./generate/meter-cost.ts";
export { readGenerated } from "./generate/read-generated.ts";
export { tallyUsage } from "./generate/tally-usage.ts";
export { toAnswerSentence } from "./generate/to-answer-sentence.ts";
export { type PromptTemplates, writePrompt } from "./generate/write-prompt.ts";
export { writeStyle } from "./generate/write-style.ts";
export { guardText } from "./guard-text.ts";
export { hearTurns } from "./hear-turns.ts";
export { type JudgeServices, judgeSentence } from "./judge-sentence.ts";
export { type AnswerInProgress, startAnswer } from "./start-answer.ts";
export { startChecks } from "./start-checks.ts";
