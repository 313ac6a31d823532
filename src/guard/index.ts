export { allChecks } from "./all-checks.ts";
export { createGuard, type GuardOptions } from "./create-guard.ts";
export type { CheckInput, CheckResult, GuardCheck, LazyCheck } from "./guard-check.ts";
export { createVault, type MaskedValue, type RestoringStream, type Vault } from "./mask/create-vault.ts";
export type { TextView } from "./normalise/text-view.ts";
export { createPersonalDataCheck, type PersonalDataOptions } from "./personal-data/create-personal-data-check.ts";
export { defaultPolicy, offPolicy } from "./policy/default-policy.ts";
export { parseGuardPolicy } from "./policy/parse-guard-policy.ts";
export { createStreamGuard, type StreamGuard, type StreamOptions } from "./stream/create-stream-guard.ts";
