import type { Chunk } from "../../../core/index.ts";
import type { EmbedServices } from "./embed-services.ts";
import { hashEmbeddingText } from "./hash-embedding-text.ts";

export interface CarriedChunks {
  readonly collection: string;
  readonly segmentId: number;
  /** Chunks with the titles under which their vectors were computed. */
  readonly chunks: readonly (Chunk & { readonly title: string })[];
}

/**
 * Gives the segment of moved documents the vectors they had, although a title that comes from the file's name may have
 * changed. If any vector is not in the cache, the segment waits for `embedPending` like any other.
 */
export async function carryVectors(
  { index, store, embedder }: Pick<EmbedServices, "index" | "store" | "embedder">,
  { collection, segmentId, chunks }: CarriedChunks,
  signal: AbortSignal,
): Promise<void> {
  const { space } = embedder;
  const hashes = new Map(chunks.map((chunk) => [chunk.id, hashEmbeddingText(chunk).hash]));
  const cached = await store.cachedVectors(space, [...new Set(hashes.values())], signal);
  if (cached.size === 0) return;

  const pending = await index.pendingVectors(collection, space, signal);
  const chunkIds = pending.find((segment) => segment.segmentId === segmentId)?.chunkIds ?? [];
  const vectors = chunkIds.flatMap((id) => cached.get(hashes.get(id) ?? "") ?? []);
  if (vectors.length === 0 || vectors.length < chunkIds.length) return;
  await index.attachVectors({ segmentId, collection, space, vectors }, signal);
}
