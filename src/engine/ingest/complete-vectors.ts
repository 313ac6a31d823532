import { countToRechunk } from "./documents-to-rechunk.ts";
import { embedPending } from "./embed/embed-pending.ts";
import { mergeSegments } from "./embed/merge-segments.ts";
import { type RechunkRequest, type RechunkServices, rechunkDocuments } from "./rechunk-documents.ts";

/** How far a collection has come. */
export interface Completion {
  /** Chunks that got vectors which they lacked, computed or from the cache. */
  readonly embedded: number;
  /** Documents that were cut again, since a setting or the chunker has changed. */
  readonly rechunked: number;
  /** Live chunks that still wait for their vectors. */
  readonly chunksWithoutVectors: number;
  /** Documents that still wait to be cut as the settings say. */
  readonly documentsToRechunk: number;
}

/**
 * Cuts documents again that are cut otherwise than the settings say, computes the vectors that the collection lacks, and
 * merges. Without `embed` vectors wait, and chunks that have vectors stay as they are, since others would have none.
 *
 * @throws {EmbeddingFailedError} if the embedder fails
 * @throws {SpaceMismatchError} if the collection has vectors of another model
 */
export async function completeVectors(
  services: RechunkServices,
  request: RechunkRequest,
  signal: AbortSignal,
): Promise<Completion> {
  const { collection, embed } = request;
  const { index, store, embedder } = services;
  const held = await store.collection(collection, signal);
  if (held === undefined) return { embedded: 0, rechunked: 0, chunksWithoutVectors: 0, documentsToRechunk: 0 };
  const canRechunk = held.space === undefined || (embed && held.space.fingerprint === embedder.space.fingerprint);
  const rechunked = canRechunk ? await rechunkDocuments(services, request, signal) : 0;
  const { embedded } = embed ? await embedPending(services, { collection }, signal) : { embedded: 0 };
  if (!embed) await mergeSegments(services, collection, signal);
  const pending = await index.pendingVectors(collection, embedder.space, signal);
  return {
    embedded,
    rechunked,
    chunksWithoutVectors: pending.reduce((sum, { chunkIds }) => sum + chunkIds.length, 0),
    documentsToRechunk: await countToRechunk(services, { collection, space: held.space ?? embedder.space }, signal),
  };
}
