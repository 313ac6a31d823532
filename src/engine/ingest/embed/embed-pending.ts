import { describeSpaceMismatch, type PendingSegment } from "../../../core/index.ts";
import type { FailedOutcome } from "../describe-failure.ts";
import { embedSegment } from "./embed-segment.ts";
import type { EmbedServices } from "./embed-services.ts";
import { mergeSegments } from "./merge-segments.ts";

export interface EmbeddedPending {
  readonly embedded: number;
  readonly notEmbedded: readonly FailedOutcome[];
}

/**
 * Computes the vectors that a collection's segments still lack, oldest segment first, and attaches them segment by
 * segment; then merges. Emits `vectors-attached` after every batch of 32 chunks. A call after an abort computes two
 * batches again at most.
 *
 * @returns the number of chunks that got their vectors, computed or from the cache, and one failure for each document
 *          with a passage on which the embedder failed
 * @throws {EmbeddingFailedError} if the embedder fails; attached vectors stay
 * @throws {SpaceMismatchError} if the collection has another embedding space
 */
export async function embedPending(
  services: EmbedServices,
  request: { readonly collection: string },
  signal: AbortSignal,
): Promise<EmbeddedPending> {
  const { index, embedder, emit } = services;
  const { collection } = request;
  // The index would refuse vectors of another space too, but only after those of the first segment were computed.
  const stored = (await services.store.collection(collection, signal))?.space;
  if (stored !== undefined && stored.fingerprint !== embedder.space.fingerprint)
    throw describeSpaceMismatch(collection, { held: stored, offered: embedder.space });

  const refused = new Set<string>();
  const notEmbedded = new Map<string, FailedOutcome>();
  let embedded = 0;
  for (;;) {
    const pending = await index.pendingVectors(collection, embedder.space, signal);
    const segment = pending.find((candidate) => !refused.has(keyOf(candidate)));
    if (segment === undefined) break;
    const total = embedded + countChunks(pending);
    const onProgress = (done: number) => emit({ type: "vectors-attached", collection, done: embedded + done, total });
    const result = await embedSegment(services, { collection, segment, onProgress }, signal);
    for (const failure of result.notEmbedded) notEmbedded.set(failure.uri, failure);
    if (result.isAttached) embedded += segment.chunkIds.length;
    // The segment was merged or emptied meanwhile. It is tried again only if it is listed with other chunks.
    else refused.add(keyOf(segment));
  }
  await mergeSegments(services, collection, signal);
  return { embedded, notEmbedded: [...notEmbedded.values()] };
}

function keyOf({ segmentId, chunkIds }: PendingSegment): string {
  return `${segmentId} ${chunkIds.length}`;
}

function countChunks(segments: readonly PendingSegment[]): number {
  return segments.reduce((sum, segment) => sum + segment.chunkIds.length, 0);
}
