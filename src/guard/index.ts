export { allChecks, checksForRegion } from "./all-checks.ts";
export { type Canary, createCanary, createCanaryCheck } from "./canary/create-canary-check.ts";
export { type ClassifierOptions, type Classify, createClassifierCheck } from "./classifier/create-classifier-check.ts";
export { type ClassifierSource, createClassifierRule } from "./classifier/create-classifier-rule.ts";
export { createGuard, type GuardOptions } from "./create-guard.ts";
export { createMeasurer } from "./create-measurer.ts";
export { type CrisisOptions, createCrisisCheck } from "./crisis/create-crisis-check.ts";
export { createDirectInjectionCheck } from "./direct-injection/create-direct-injection-check.ts";
export { createExfiltrationCheck, type ExfiltrationOptions } from "./exfiltration/create-exfiltration-check.ts";
export { createGroundednessCheck, type GroundednessOptions } from "./groundedness/create-groundedness-check.ts";
export type { CheckInput, CheckOptions, CheckResult, GuardCheck, LazyCheck } from "./guard-check.ts";
export { findCounterparts, type GuardCounterpart } from "./import/find-counterparts.ts";
export { type ImportedPolicy, type ImportOptions, importOpenaiGuardrails } from "./import/import-openai-guardrails.ts";
export { type GuardrailSample, readOpenaiSamples } from "./import/read-openai-samples.ts";
export {
  type ImportedRecogniser,
  type ImportedRecognisers,
  readPresidioRecognisers,
} from "./import/read-presidio-recognisers.ts";
export {
  createIndirectInjectionCheck,
  createSentenceScorer,
  type SentenceScorer,
} from "./indirect-injection/create-indirect-injection-check.ts";
export {
  createMaskLedger,
  type IssuedToken,
  type MaskLedger,
  type StoredMasks,
} from "./mask/create-mask-ledger.ts";
export {
  createVault,
  type MaskedValue,
  type RestoringStream,
  type Vault,
  type VaultOptions,
} from "./mask/create-vault.ts";
export { type MaskingGuard, maskText } from "./mask/mask-text.ts";
export { readViews } from "./normalise/read-views.ts";
export type { TextView } from "./normalise/text-view.ts";
export { createLanguageCheck, type LanguageOptions } from "./output/create-language-check.ts";
export { createLengthCheck, type LengthOptions } from "./output/create-length-check.ts";
export { createPromptLeakageCheck } from "./output/create-prompt-leakage-check.ts";
export { createRefusalCheck } from "./output/create-refusal-check.ts";
export { createSchemaCheck, type SchemaOptions } from "./output/create-schema-check.ts";
export { mapTexts, passText, passValue, stoppedText } from "./pass-text.ts";
export { createPersonalDataCheck, type PersonalDataOptions } from "./personal-data/create-personal-data-check.ts";
export { createPersonalNamesCheck } from "./personal-data/create-personal-names-check.ts";
export {
  createDeidentifier,
  type DeidentifiedText,
  type Deidentifier,
  type ReplacedPart,
  type SafeHarborOptions,
} from "./personal-data/safe-harbor/create-deidentifier.ts";
export { createSafeHarborCheck } from "./personal-data/safe-harbor/create-safe-harbor-check.ts";
export { createPhrasesCheck, type PhraseList, type PhrasesOptions } from "./phrases/create-phrases-check.ts";
export { checkRuleOptions } from "./policy/check-rule-options.ts";
export { defaultPolicy, offPolicy } from "./policy/default-policy.ts";
export { parseGuardPolicy } from "./policy/parse-guard-policy.ts";
export { safeHarborPolicy } from "./policy/safe-harbor-policy.ts";
export { createProfanityCheck } from "./profanity/create-profanity-check.ts";
export type { GuardJudge, JudgeRequest } from "./run/ask-judge.ts";
export { type Elsewhere, moveCheck, type TextToMeasure } from "./run/move-check.ts";
export { createScopeCheck, type ScopeOptions } from "./scope/create-scope-check.ts";
export { createSecretsCheck } from "./secrets/create-secrets-check.ts";
export type { Severity } from "./severity.ts";
export { createStreamGuard, type StreamGuard, type StreamOptions } from "./stream/create-stream-guard.ts";
export { createTaintCheck } from "./taint/create-taint-check.ts";
export { runGuardedTool, type ToolCall, type ToolOutcome } from "./tool/run-guarded-tool.ts";
export { createTopicsCheck, type TopicsOptions } from "./topics/create-topics-check.ts";
export type { TopicRule } from "./topics/topic-rules.ts";
export { createToxicityCheck } from "./toxicity/create-toxicity-check.ts";
export { classifyText, readToxicityModel, TOXICITY_CLASSES, type ToxicityModel } from "./toxicity/toxicity-model.ts";
