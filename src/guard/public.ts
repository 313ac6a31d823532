// The door of the package `lydian/guard`.

export {
  type ImportedPolicy,
  type ImportOptions,
  importOpenaiGuardrails,
} from "./around/import/import-openai-guardrails.ts";
export { type GuardrailSample, readOpenaiSamples } from "./around/import/read-openai-samples.ts";
export {
  type ImportedRecogniser,
  type ImportedRecognisers,
  readPresidioRecognisers,
} from "./around/import/read-presidio-recognisers.ts";
export { runGuardedTool, type ToolCall, type ToolOutcome } from "./around/tool/run-guarded-tool.ts";
export { type Canary, createCanary } from "./checks/canary/create-canary-check.ts";
export { type ClassifierSource, classifierGuard } from "./checks/classifier/classifier-guard.ts";
export {
  type ClassifierOptions,
  type Classify,
  createClassifierCheck,
} from "./checks/classifier/create-classifier-check.ts";
export { createGroundednessCheck, type GroundednessOptions } from "./checks/groundedness/create-groundedness-check.ts";
export { allChecks, checksForRegion } from "./checks/index.ts";
export {
  createDeidentifier,
  type DeidentifiedText,
  type Deidentifier,
  type ReplacedPart,
  type SafeHarborOptions,
} from "./checks/safe-harbor/create-deidentifier.ts";
export { createScopeCheck, type ScopeOptions } from "./checks/scope/create-scope-check.ts";
export { createGuard, type GuardOptions } from "./create-guard.ts";
export type {
  CheckInput,
  CheckOptions,
  CheckResult,
  Guard,
  LazyGuard,
  MeasuringThreads,
  TextToMeasure,
} from "./guard.ts";
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
export type { TextView } from "./normalise/text-view.ts";
export { defaultPolicy, offPolicy } from "./policy/default-policy.ts";
export { parseGuardPolicy } from "./policy/parse-guard-policy.ts";
export { safeHarborPolicy } from "./policy/safe-harbor-policy.ts";
export type { GuardJudge, JudgeRequest } from "./run/ask-judge.ts";
export { passText, passValue } from "./run/pass-text.ts";
export { createStreamGuard, type StreamGuard, type StreamOptions } from "./stream/create-stream-guard.ts";
