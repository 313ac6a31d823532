import { setImmediate as nextTurn } from "node:timers/promises";
import { append, type EmbeddedVector, type PendingSegment } from "../../../core/index.ts";
import type { FailedOutcome } from "../describe-failure.ts";
import { createCaching } from "./create-caching.ts";
import { BATCH_CHUNKS, embedChunks } from "./embed-chunks.ts";
import type { EmbedServices } from "./embed-services.ts";

export interface SegmentWork {
  readonly collection: string;
  readonly segment: PendingSegment;
  /** Called after every batch with the number of chunks that have their vectors. */
  onProgress(done: number): void;
}

/** Result of the work on a segment. */
export interface EmbeddedSegment {
  /** False if the segment was merged or emptied meanwhile. */
  readonly isAttached: boolean;
  readonly notEmbedded: readonly FailedOutcome[];
}

/** Computes and attaches the vectors of one segment, unless it was merged or emptied meanwhile. */
export async function embedSegment(
  services: EmbedServices,
  work: SegmentWork,
  signal: AbortSignal,
): Promise<EmbeddedSegment> {
  const { collection, segment, onProgress } = work;
  const cache = createCaching(services, signal);
  const vectors: EmbeddedVector[] = [];
  const notEmbedded: FailedOutcome[] = [];
  try {
    while (vectors.length < segment.chunkIds.length) {
      signal.throwIfAborted();
      const chunkIds = segment.chunkIds.slice(vectors.length, vectors.length + BATCH_CHUNKS);
      const batch = await embedChunks(services, { collection, chunkIds, recent: cache.recent() }, signal);
      if (batch === undefined) return { isAttached: false, notEmbedded };
      await cache.put(batch.computed);
      // Where the cache has every vector, nothing else in this loop waits.
      await nextTurn();
      append(vectors, batch.vectors);
      append(notEmbedded, batch.notEmbedded);
      if (vectors.length < segment.chunkIds.length) onProgress(vectors.length);
    }
  } finally {
    await cache.written();
  }

  const { space } = services.embedder;
  const { segmentId } = segment;
  const isAttached = await services.index.attachVectors({ segmentId, collection, space, vectors }, signal);
  if (isAttached) onProgress(vectors.length);
  return { isAttached, notEmbedded };
}
