import { type Index, type PendingSegment, StoreBusyError } from "../../../core/index.ts";
import { BATCH_CHUNKS } from "./batch-chunks.ts";
import { createCaching } from "./create-caching.ts";
import { embedChunks } from "./embed-chunks.ts";
import { type EmbedServices, embedPending } from "./embed-pending.ts";
import { mergeSegments } from "./merge-segments.ts";

export interface ReindexServices extends EmbedServices {
  readonly index: EmbedServices["index"] & Pick<Index, "swapSpace">;
}

export interface ReindexRequest {
  readonly collection: string;
  /** Also forgets the cached vectors of the space before. */
  readonly forgetOld: boolean;
}

export interface ReindexOutcome {
  /** Whether the collection had vectors of another space, which were replaced. */
  readonly swapped: boolean;
  /** Chunks that got vectors, computed or from the cache. */
  readonly embedded: number;
}

/** A round goes on from the vectors of the one before, so that only much writing beside it needs many. */
const MOST_ROUNDS = 20;

/**
 * Builds the embedder's space beside the collection's own and swaps them. The new vectors are kept in the cache batch
 * by batch, while searches use the old ones; when none is missing, all segments change over in one transaction. A stop
 * at any point leaves the old space whole, and the same call goes on from the cache. What is added meanwhile is caught
 * up before the swap. Emits `vectors-attached` after every batch and `space-swapped`; merges at the end, which also
 * rewrites segments whose words were analysed by other rules.
 *
 * A collection without vectors, or with those of this embedder, gets those that it lacks, as by `embedPending`.
 *
 * @throws {EmbeddingFailedError} if the embedder fails; what was computed is cached
 * @throws {StoreBusyError} if others added documents during each of 20 rounds
 */
export async function reindex(
  services: ReindexServices,
  request: ReindexRequest,
  signal: AbortSignal,
): Promise<ReindexOutcome> {
  const { index, store, embedder, emit } = services;
  const { collection, forgetOld } = request;
  const { space } = embedder;
  const before = (await store.collection(collection, signal))?.space;
  if (before === undefined || before.fingerprint === space.fingerprint)
    return { swapped: false, ...(await embedPending(services, { collection }, signal)) };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const pending = await index.pendingVectors(collection, space, signal);
    const textHashes = await cacheAll(services, { collection, pending }, signal);
    const swap = { collection, space, textHashes, forgetOld };
    if (!(await index.swapSpace(swap, signal))) continue;
    emit({ type: "space-swapped", collection, from: before.model, to: space.model });
    await mergeSegments(services, collection, signal);
    return { swapped: true, embedded: textHashes.size };
  }
  throw new StoreBusyError(`Collection "${collection}" changed again and again while its vectors were computed.`, {
    hint: "Run `lydian reindex` again when nothing else adds documents; no vector is computed twice.",
  });
}

/** Computes and caches what is missing; answers the hash of each chunk's embedded text. Chunks that go are left out. */
async function cacheAll(
  services: ReindexServices,
  { collection, pending }: { readonly collection: string; readonly pending: readonly PendingSegment[] },
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const chunkIds = pending.flatMap((segment) => segment.chunkIds);
  const cache = createCaching(services, signal);
  const textHashes = new Map<string, string>();
  try {
    for (let start = 0; start < chunkIds.length; start += BATCH_CHUNKS) {
      signal.throwIfAborted();
      const ids = chunkIds.slice(start, start + BATCH_CHUNKS);
      const batch = await embedChunks(services, { collection, chunkIds: ids, recent: cache.recent() }, signal);
      // One of them was removed meanwhile: the swap will ask for those that are left.
      if (batch === undefined) continue;
      await cache.put(batch.computed);
      for (const [index, id] of ids.entries()) textHashes.set(id, batch.hashes[index] ?? "");
      const done = Math.min(start + BATCH_CHUNKS, chunkIds.length);
      services.emit({ type: "vectors-attached", collection, done, total: chunkIds.length });
    }
  } finally {
    await cache.written();
  }
  return textHashes;
}
