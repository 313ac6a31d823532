import type { Embedder, Index, Listener, StoreReader } from "../../../core/index.ts";

export interface EmbedServices {
  readonly index: Pick<Index, "pendingVectors" | "attachVectors" | "cacheVectors" | "merge" | "statistics">;
  readonly store: Pick<StoreReader, "collection" | "readChunks" | "readSummaries" | "cachedVectors">;
  readonly embedder: Embedder;
  readonly emit: Listener;
}
