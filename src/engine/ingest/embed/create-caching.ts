import { settle } from "../settle.ts";
import type { TextVectors } from "./embed-chunks.ts";
import type { EmbedServices } from "./embed-pending.ts";

/** Writes one batch at a time, while the caller goes on. */
export function createCaching({ index, embedder }: EmbedServices, signal: AbortSignal) {
  let recent: TextVectors = new Map();
  let writing: Promise<PromiseSettledResult<void>> | undefined;
  const written = async () => {
    const settled = await writing;
    if (settled?.status === "rejected") throw settled.reason;
  };
  return {
    /** What may not be in the cache yet. */
    recent: () => recent,
    put: async (computed: TextVectors) => {
      await written();
      recent = computed;
      writing = computed.size === 0 ? undefined : settle(index.cacheVectors(embedder.space, computed, signal));
    },
    written,
  };
}
