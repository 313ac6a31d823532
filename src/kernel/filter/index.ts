export { allowedDocuments } from "./allowed-documents.ts";
export { checkFilter } from "./check-filter.ts";
export { matchesFilter } from "./matches-filter.ts";
export { parseFilter } from "./parse-filter.ts";
export { printFilter } from "./print-filter.ts";
