import type { ReadingHalf } from "../parts/lydian-parts.ts";
import type { IngestHalf } from "./open-ingest.ts";

/** Empty store, used before the first one is created. */
export const emptyHalf: IngestHalf & { readonly store: Pick<ReadingHalf["store"], "sources"> } = {
  store: {
    collection: async () => undefined,
    listDocuments: async () => [],
    chunkings: async () => [],
    readDocument: async () => undefined,
    readSummaries: async () => [],
    readSummariesByUri: async () => [],
    readMembers: async () => [],
    readChunks: async () => [],
    readOriginal: async () => undefined,
    cachedVectors: async () => new Map(),
    sources: async () => [],
  },
  index: {
    pendingVectors: async () => [],
    statistics: async () => ({
      generation: 0,
      segments: 0,
      documents: 0,
      chunks: 0,
      deletedChunks: 0,
      chunksWithVectors: 0,
      sizeBytes: 0,
    }),
  },
};
