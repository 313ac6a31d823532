export { createAnalyzer } from "./create-analyzer.ts";
export { normalizeText } from "./normalize-text.ts";
export { type Word, words } from "./words.ts";
