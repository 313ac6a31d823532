export { carryVectors } from "./carry-vectors.ts";
export { type EmbedServices, embedPending } from "./embed-pending.ts";
export { mergeSegments } from "./merge-segments.ts";
export { reindex } from "./reindex.ts";
