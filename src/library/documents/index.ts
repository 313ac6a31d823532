export { checkFilter } from "./check-filter.ts";
export { list, openOriginal, original, read, remove } from "./documents.ts";
export { status } from "./status.ts";
