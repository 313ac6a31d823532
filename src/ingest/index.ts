export { type ChunkerOptions, createChunker } from "./chunk/index.ts";
export { embedPending, reindex } from "./embed/index.ts";
export { ingest } from "./ingest.ts";
export type { IngestRequest, IngestServices } from "./ingest-request.ts";
export { createMetadataReader } from "./metadata/index.ts";
