export { createChunkThreads } from "./create-chunk-threads.ts";
export { serveChunks } from "./serve-chunks.ts";
