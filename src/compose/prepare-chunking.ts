import { availableParallelism } from "node:os";
import type { Configuration } from "../config/index.ts";
import { MEGABYTE_BYTES } from "../core/index.ts";
import type { LydianParts } from "../library/index.ts";
import { once } from "./once.ts";

/** Number of threads that may run even on one core: one for a document that takes long, and one for the others. */
const MIN_THREADS = 2;
const MAX_THREADS = 4;
/**
 * Minimum length of a text that is chunked in a thread. A shorter one takes about as long to chunk as to send to a
 * thread.
 */
const MIN_CHARACTERS = 4_000;

/** Prepares the chunkers. Their threads start at first use. */
export function prepareChunking({ settings }: Configuration): {
  readonly open: LydianParts["chunkers"];
  close(): Promise<void>;
} {
  const threads = once(async () => {
    const { createChunkThreads } = await import("../adapters/chunk-threads/index.ts");
    return createChunkThreads({
      entry: new URL("./workers/chunk-worker.js", import.meta.url),
      workerData: settings.chunking,
      maxThreads: Math.max(MIN_THREADS, Math.min(MAX_THREADS, availableParallelism())),
      minCharacters: MIN_CHARACTERS,
      timeoutMs: settings.ingest.timeoutSeconds * 1_000,
      memoryBytes: settings.ingest.memoryMegabytes * MEGABYTE_BYTES,
    });
  });
  return {
    open: async () => {
      const { chooseChunkers } = await import("../engine/ingest/index.ts");
      const { inThread } = await threads();
      const chunkerFor = chooseChunkers(settings.chunking);
      return (mediaType) => inThread(chunkerFor(mediaType));
    },
    close: async () => (await threads.opened())?.close(),
  };
}
