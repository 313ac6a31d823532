export { alternativeTerms } from "./alternative-terms.ts";
export { analyzeQuery } from "./analyze-query.ts";
export { expandWords } from "./expand-words.ts";
export { createWordExplainer, type ExplainWords } from "./explain-words.ts";
export { GRID } from "./grid.ts";
export { type PreparedWords, prepareWords } from "./query-terms.ts";
export { searchWords, type WordSearch } from "./search-words.ts";
export { createWordSource, limitWordSource, type WordSource } from "./word-source.ts";
