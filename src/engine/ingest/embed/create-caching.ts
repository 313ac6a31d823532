import type { TextVectors } from "./embed-chunks.ts";
import type { EmbedServices } from "./embed-services.ts";

/** Writes vectors to the cache, one batch at a time, while the next batch is computed. */
export function createCaching({ index, embedder }: EmbedServices, signal: AbortSignal) {
  let recent: TextVectors = new Map();
  let writing: Promise<void> | undefined;
  /** Waits for the last batch to be written, and throws if that failed. */
  const written = async () => writing;
  return {
    /** Returns the last batch, which may not be in the cache yet. */
    recent: () => recent,
    put: async (computed: TextVectors) => {
      await written();
      recent = computed;
      writing = computed.size === 0 ? undefined : index.cacheVectors(embedder.space, computed, signal);
      // A failure is thrown by `written`, which may be awaited much later.
      writing?.catch(() => undefined);
    },
    written,
  };
}
