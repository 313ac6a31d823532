export { findHolding } from "./find-holding.ts";
export { liftHolding, type StagedChunk } from "./lift-holding.ts";
export { putFirst } from "./put-first.ts";
export { warnOfPhrases } from "./warn-of-phrases.ts";
