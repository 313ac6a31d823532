export { createGuard, type GuardOptions } from "./create-guard.ts";
export type { CheckInput, CheckResult, GuardCheck } from "./guard-check.ts";
