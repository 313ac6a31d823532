export { type CheckedClaim, type CheckServices, checkClaim } from "./check-claim.ts";
export type { Difference } from "./compare-tokens.ts";
export { isQuote } from "./is-quote.ts";
export type { ClaimFeatures } from "./measure-claim.ts";
export { splitEvidence } from "./split-evidence.ts";
