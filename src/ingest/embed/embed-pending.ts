import type { Embedder, Index, Listener, PendingSegment, StoreReader } from "../../core/index.ts";
import { mapAhead } from "../map-ahead.ts";
import { embedChunks } from "./embed-chunks.ts";
import { mergeSegments } from "./merge-segments.ts";

const BATCH_CHUNKS = 32;
/** A batch is read while the one before it is computed and cached, so that no session waits; a stop loses two at most. */
const BATCHES_AT_ONCE = 2;

export interface EmbedServices {
  readonly index: Pick<Index, "pendingVectors" | "attachVectors" | "cacheVectors" | "merge" | "statistics">;
  readonly store: Pick<StoreReader, "readChunks" | "readSummaries" | "cachedVectors">;
  readonly embedder: Embedder;
  readonly emit: Listener;
}

/**
 * Computes the vectors that a collection's segments still lack, oldest segment first, and attaches them segment by
 * segment; then merges. Emits `vectors-attached` after every batch of 32 chunks. An aborted call can be made again
 * and computes nothing twice.
 *
 * @returns how many chunks got their vectors, computed or from the cache
 * @throws {EmbeddingFailedError} if the embedder fails; what was attached stays
 * @throws {SpaceMismatchError} if the collection has another embedding space
 */
export async function embedPending(
  services: EmbedServices,
  request: { readonly collection: string },
  signal: AbortSignal,
): Promise<{ readonly embedded: number }> {
  const { index, embedder, emit } = services;
  const { collection } = request;
  const refused = new Set<string>();
  let embedded = 0;
  for (;;) {
    const pending = await index.pendingVectors(collection, embedder.space, signal);
    const segment = pending.find((candidate) => !refused.has(keyOf(candidate)));
    if (segment === undefined) break;
    const total = embedded + countChunks(pending);
    const tell = (done: number) => emit({ type: "vectors-attached", collection, done: embedded + done, total });
    if (await embedSegment(services, { collection, segment, tell }, signal)) embedded += segment.chunkIds.length;
    // The segment was merged or emptied meanwhile. It is asked for again, unless it is still listed unchanged.
    else refused.add(keyOf(segment));
  }
  await mergeSegments(services, collection, signal);
  return { embedded };
}

interface SegmentWork {
  readonly collection: string;
  readonly segment: PendingSegment;
  readonly tell: (done: number) => void;
}

async function embedSegment(services: EmbedServices, work: SegmentWork, signal: AbortSignal): Promise<boolean> {
  const { collection, segment, tell } = work;
  const vectors: Float32Array[] = [];
  const embedBatch = async (chunkIds: readonly string[]) => {
    signal.throwIfAborted();
    return embedChunks(services, { collection, chunkIds }, signal);
  };
  for await (const batch of mapAhead(batchesOf(segment.chunkIds), BATCHES_AT_ONCE, embedBatch)) {
    if (batch === undefined) return false;
    vectors.push(...batch);
    if (vectors.length < segment.chunkIds.length) tell(vectors.length);
  }
  const { space } = services.embedder;
  const { segmentId } = segment;
  const isAttached = await services.index.attachVectors({ segmentId, collection, space, vectors }, signal);
  if (isAttached) tell(vectors.length);
  return isAttached;
}

function* batchesOf(chunkIds: readonly string[]): Generator<readonly string[]> {
  for (let start = 0; start < chunkIds.length; start += BATCH_CHUNKS) yield chunkIds.slice(start, start + BATCH_CHUNKS);
}

function keyOf({ segmentId, chunkIds }: PendingSegment): string {
  return `${segmentId} ${chunkIds.length}`;
}

function countChunks(segments: readonly PendingSegment[]): number {
  return segments.reduce((sum, segment) => sum + segment.chunkIds.length, 0);
}
