import type { PendingSegment } from "../../core/index.ts";
import { settle } from "../settle.ts";
import { embedChunks, type TextVectors } from "./embed-chunks.ts";
import type { EmbedServices } from "./embed-pending.ts";

/** A stop loses at most two batches: each is being cached while the next one is computed. */
const BATCH_CHUNKS = 32;

export interface SegmentWork {
  readonly collection: string;
  readonly segment: PendingSegment;
  /** Told after every batch how many chunks have their vectors. */
  readonly tell: (done: number) => void;
}

/** Computes and attaches the vectors of one segment; false if it was merged or emptied meanwhile. */
export async function embedSegment(services: EmbedServices, work: SegmentWork, signal: AbortSignal): Promise<boolean> {
  const { collection, segment, tell } = work;
  const cache = createCaching(services, signal);
  const vectors: Float32Array[] = [];
  try {
    while (vectors.length < segment.chunkIds.length) {
      signal.throwIfAborted();
      const chunkIds = segment.chunkIds.slice(vectors.length, vectors.length + BATCH_CHUNKS);
      const batch = await embedChunks(services, { collection, chunkIds, recent: cache.recent() }, signal);
      if (batch === undefined) return false;
      await cache.put(batch.computed);
      vectors.push(...batch.vectors);
      if (vectors.length < segment.chunkIds.length) tell(vectors.length);
    }
  } finally {
    await cache.written();
  }
  const { space } = services.embedder;
  const { segmentId } = segment;
  const isAttached = await services.index.attachVectors({ segmentId, collection, space, vectors }, signal);
  if (isAttached) tell(vectors.length);
  return isAttached;
}

/** Writes one batch at a time, while the caller goes on. */
function createCaching({ index, embedder }: EmbedServices, signal: AbortSignal) {
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
