export { createAnalyzer } from "./create-analyzer.ts";
export { estimateSimilarity } from "./estimate-similarity.ts";
export { type FoundDate, findDates } from "./find-dates.ts";
export { type FoundNumber, findNumbers } from "./find-numbers.ts";
export { normalizeText } from "./normalize-text.ts";
export { readRow, readTables, type TableCell, type TableRow, type TextTable } from "./read-table.ts";
export { signText } from "./sign-text.ts";
export { splitSentences } from "./split-sentences.ts";
