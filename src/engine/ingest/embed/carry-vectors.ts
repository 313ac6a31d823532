import type { Chunk } from "../../../core/index.ts";
import type { EmbedServices } from "./embed-pending.ts";
import { hashEmbeddingText } from "./hash-embedding-text.ts";

export interface CarriedChunks {
  readonly collection: string;
  readonly segmentId: number;
  /** Each with the title under which its vector was computed. */
  readonly chunks: readonly (Chunk & { readonly title: string })[];
}

/**
 * Gives a segment of documents that have only moved the vectors that they had, although a title that comes from the
 * file's name is another one now. Where one is not there, the segment waits for `embedPending` like any other.
 */
export async function carryVectors(
  { index, store, embedder }: Pick<EmbedServices, "index" | "store" | "embedder">,
  { collection, segmentId, chunks }: CarriedChunks,
  signal: AbortSignal,
): Promise<void> {
  const { space } = embedder;
  const hashes = new Map(chunks.map((chunk) => [chunk.id, hashEmbeddingText(chunk).hash]));
  const known = await store.cachedVectors(space, [...new Set(hashes.values())], signal);
  if (known.size === 0) return;
  const pending = await index.pendingVectors(collection, space, signal);
  const chunkIds = pending.find((segment) => segment.segmentId === segmentId)?.chunkIds ?? [];
  const vectors = chunkIds.flatMap((id) => known.get(hashes.get(id) ?? "") ?? []);
  if (vectors.length === 0 || vectors.length < chunkIds.length) return;
  await index.attachVectors({ segmentId, collection, space, vectors }, signal);
}
