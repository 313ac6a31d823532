export { type EmbedServices, embedPending } from "./embed-pending.ts";
export { embeddingText } from "./embedding-text.ts";
export { mergeSegments } from "./merge-segments.ts";
