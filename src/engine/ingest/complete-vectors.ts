import { everything } from "../../core/index.ts";
import type { FailedOutcome } from "./describe-failure.ts";
import { embedPending } from "./embed/embed-pending.ts";
import { mergeSegments } from "./embed/merge-segments.ts";
import { countToRechunk } from "./rechunk/documents-to-rechunk.ts";
import { type RechunkRequest, type RechunkServices, rechunkDocuments } from "./rechunk/rechunk-documents.ts";

/** Changes that a call made to a collection, and the work that is left. */
export interface Completion {
  /** Number of chunks that got a missing vector, computed or from the cache. */
  readonly embedded: number;
  /**
   * One failure for each document with a passage on which the embedder failed. Such a passage is found by words only.
   */
  readonly notEmbedded: readonly FailedOutcome[];
  /** Number of documents that were cut again, because a setting or the chunker has changed. */
  readonly rechunked: number;
  /** Number of live chunks that still wait for their vectors. */
  readonly chunksWithoutVectors: number;
  /** Number of documents that are still to be cut again as the settings say. */
  readonly documentsToRechunk: number;
}

/**
 * Cuts documents again that are not cut as the settings say, computes the vectors that the collection lacks, and
 * merges. Without `embed`, vectors wait, and chunks that have vectors stay as they are, since new ones would have none.
 *
 * @throws {EmbeddingFailedError} if the embedder fails
 * @throws {SpaceMismatchError} if the collection has vectors of another model
 */
export async function completeVectors(
  services: RechunkServices,
  request: RechunkRequest,
  signal: AbortSignal,
): Promise<Completion> {
  const { collection: name, embed } = request;
  const { index, store, embedder } = services;
  const collection = await store.collection(name, signal);
  if (collection === undefined)
    return { embedded: 0, notEmbedded: [], rechunked: 0, chunksWithoutVectors: 0, documentsToRechunk: 0 };

  const { space } = collection;
  const canRechunk = space === undefined || (embed && space.fingerprint === embedder.space.fingerprint);
  const rechunked = canRechunk ? await rechunkDocuments(services, request, signal) : 0;
  const { embedded, notEmbedded } = embed
    ? await embedPending(services, { collection: name }, signal)
    : { embedded: 0, notEmbedded: [] };
  if (!embed) await mergeSegments(services, name, signal);

  const pending = await index.pendingVectors(name, embedder.space, signal);
  return {
    embedded,
    notEmbedded,
    rechunked,
    chunksWithoutVectors: pending.reduce((sum, { chunkIds }) => sum + chunkIds.length, 0),
    documentsToRechunk: await countToRechunk(
      services,
      { collection: name, scope: everything, space: space ?? embedder.space },
      signal,
    ),
  };
}
