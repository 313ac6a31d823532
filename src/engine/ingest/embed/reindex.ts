import { setImmediate as nextTurn } from "node:timers/promises";
import { append, type Index, type PendingSegment, StoreBusyError } from "../../../core/index.ts";
import type { FailedOutcome } from "../describe-failure.ts";
import { createCaching } from "./create-caching.ts";
import { BATCH_CHUNKS, embedChunks } from "./embed-chunks.ts";
import { embedPending } from "./embed-pending.ts";
import type { EmbedServices } from "./embed-services.ts";
import { mergeSegments } from "./merge-segments.ts";

export interface ReindexServices extends EmbedServices {
  readonly index: EmbedServices["index"] & Pick<Index, "swapSpace">;
}

export interface ReindexRequest {
  readonly collection: string;
  /** True if the cached vectors of the former space are deleted. */
  readonly forgetOld: boolean;
}

export interface ReindexOutcome {
  /** True if the collection had vectors of another space, which were replaced. */
  readonly swapped: boolean;
  /** Number of chunks that got vectors, computed or from the cache. */
  readonly embedded: number;
  /** One failure for each document with a passage on which the embedder failed. */
  readonly notEmbedded: readonly FailedOutcome[];
}

/** Maximum number of rounds. Each continues from the last one's vectors, so only heavy writing meanwhile needs many. */
const MAX_ROUNDS = 20;

/**
 * Builds the embedder's space beside the collection's own, then swaps them. New vectors go to the cache batch by batch
 * while searches use the old ones. When none is missing, all segments change in one transaction. A stop at any point
 * leaves the old space whole, and the same call continues from the cache. Documents added meanwhile get their vectors
 * before the swap. Emits `vectors-attached` after every batch, and `space-swapped`. Merges at the end, which also
 * rewrites segments whose words were analysed by other rules.
 *
 * A collection without vectors, or with those of this embedder, gets its missing vectors, as by `embedPending`.
 *
 * @throws {EmbeddingFailedError} if the embedder fails; vectors that were computed are cached
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
  if (before === undefined || before.fingerprint === space.fingerprint) {
    return { swapped: false, ...(await embedPending(services, { collection }, signal)) };
  }

  const notEmbedded = new Map<string, FailedOutcome>();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const pending = await index.pendingVectors(collection, space, signal);
    const { textHashes, failures } = await cacheAll(services, collection, pending, signal);
    // The next round finds the zeros of this one in the cache, so it does not fail on the same passages again.
    for (const failure of failures) notEmbedded.set(failure.uri, failure);
    const swap = { collection, space, textHashes, forgetOld };
    if (!(await index.swapSpace(swap, signal))) continue;
    emit({ type: "space-swapped", collection, from: before.model, to: space.model });
    await mergeSegments(services, collection, signal);
    return { swapped: true, embedded: textHashes.size, notEmbedded: [...notEmbedded.values()] };
  }
  throw new StoreBusyError(
    `Collection "${collection}" changed in each of ${MAX_ROUNDS} rounds of computing its vectors.`,
    {
      hint: "Run `lydian reindex` again when nothing else adds documents. No vector is computed twice.",
    },
  );
}

/**
 * Computes and caches the missing vectors.
 *
 * @returns the hash of the embedded text by chunk id, without chunks that were removed meanwhile, and a failure for each
 *   document with a passage on which the embedder failed, which may be repeated
 */
async function cacheAll(
  services: ReindexServices,
  collection: string,
  pending: readonly PendingSegment[],
  signal: AbortSignal,
): Promise<{ readonly textHashes: ReadonlyMap<string, string>; readonly failures: readonly FailedOutcome[] }> {
  const chunkIds = pending.flatMap((segment) => segment.chunkIds);
  const cache = createCaching(services, signal);
  const textHashes = new Map<string, string>();
  const failures: FailedOutcome[] = [];
  try {
    for (let start = 0; start < chunkIds.length; start += BATCH_CHUNKS) {
      signal.throwIfAborted();
      await nextTurn();
      const ids = chunkIds.slice(start, start + BATCH_CHUNKS);
      const batch = await embedChunks(services, { collection, chunkIds: ids, recent: cache.recent() }, signal);
      // A chunk of the batch was removed meanwhile. The swap then fails, and the next round computes the others.
      if (batch === undefined) continue;
      await cache.put(new Map([...batch.computed, ...batch.refused]));
      for (const [index, id] of ids.entries()) textHashes.set(id, batch.hashes[index] ?? "");
      append(failures, batch.notEmbedded);
      const done = Math.min(start + BATCH_CHUNKS, chunkIds.length);
      services.emit({ type: "vectors-attached", collection, done, total: chunkIds.length });
    }
  } finally {
    await cache.written();
  }
  return { textHashes, failures };
}
