export { createPhraseCheck, type PhraseCheck } from "./create-phrase-check.ts";
export { keepHolding } from "./keep-holding.ts";
