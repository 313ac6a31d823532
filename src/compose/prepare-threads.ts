import { availableParallelism } from "node:os";
import type { TextThreads } from "../adapters/text-threads/index.ts";
import type { Configuration } from "../config/index.ts";
import { defined, MEGABYTE_BYTES } from "../core/index.ts";
import { once } from "./once.ts";
import type { TextWorkerData } from "./workers/text-worker.ts";

/** Number of threads that may run even on one core: one for a document that takes long, and one for the others. */
const MIN_THREADS = 2;
const MAX_THREADS = 4;
/**
 * Minimum length of a text that is chunked in a thread. A shorter one takes about as long to chunk as to send to a
 * thread.
 */
const MIN_CHARACTERS = 4_000;

/** Threads that chunk documents and run guards. */
export interface PreparedThreads {
  readonly open: () => Promise<TextThreads>;
  close(): Promise<void>;
}

/** Prepares the threads for long texts. They start at first use. */
export function prepareThreads({ settings }: Configuration): PreparedThreads {
  const open = once(async () => {
    const { createTextThreads } = await import("../adapters/text-threads/index.ts");
    return createTextThreads({
      entry: new URL("./workers/text-worker.js", import.meta.url),
      workerData: defined({ chunking: settings.chunking, region: settings.guard.region }) satisfies TextWorkerData,
      maxThreads: Math.max(MIN_THREADS, Math.min(MAX_THREADS, availableParallelism())),
      minCharacters: MIN_CHARACTERS,
      timeoutMs: settings.ingest.timeoutSeconds * 1_000,
      memoryBytes: settings.ingest.memoryMegabytes * MEGABYTE_BYTES,
    });
  });
  return { open, close: async () => (await open.opened())?.close() };
}
