export { carryVectors } from "./carry-vectors.ts";
export { embedAhead } from "./embed-ahead.ts";
export { type EmbedServices, embedPending } from "./embed-pending.ts";
export { mergeSegments } from "./merge-segments.ts";
export { reindex } from "./reindex.ts";
