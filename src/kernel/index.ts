export { createIndexReader } from "./create-index-reader.ts";
export { createIndexWriter } from "./create-index-writer.ts";
export { checkFilter, matchesFilter, parseFilter, printFilter } from "./filter/index.ts";
export { openWholeSegments, type WholeSegments } from "./open-whole-segments.ts";
export { createScanHand, quantizeVector, vectorScan } from "./vector/index.ts";
