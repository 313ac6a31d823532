export { type ChunkingOptions, chooseChunkers } from "./chunk/index.ts";
export { completeVectors } from "./complete-vectors.ts";
export { countToRechunk } from "./documents-to-rechunk.ts";
export { reindex } from "./embed/index.ts";
export { ingest } from "./ingest.ts";
export type { IngestRequest, IngestServices } from "./ingest-request.ts";
export { createMetadataReader } from "./metadata/index.ts";
