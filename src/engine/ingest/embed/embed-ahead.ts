import type { Chunk } from "../../../core/index.ts";
import { BATCH_CHUNKS, computeVectors } from "./embed-chunks.ts";
import type { EmbedServices } from "./embed-services.ts";
import { hashEmbeddingText } from "./hash-embedding-text.ts";

/**
 * Caches the vectors of chunks that are not committed yet, so that their segment can have them at once. Vectors that
 * are cached already are not computed again.
 *
 * @throws {EmbeddingFailedError} if the embedder fails; vectors that were computed are cached
 */
export async function embedAhead(
  { index, store, embedder }: Pick<EmbedServices, "index" | "store" | "embedder">,
  chunks: readonly (Chunk & { readonly title: string })[],
  signal: AbortSignal,
): Promise<void> {
  const { space } = embedder;
  const texts = new Map(chunks.map(hashEmbeddingText).map((text) => [text.hash, text]));
  const cached = await store.cachedVectors(space, [...texts.keys()], signal);
  const missing = [...texts.values()].filter(({ hash }) => !cached.has(hash));

  for (let start = 0; start < missing.length; start += BATCH_CHUNKS) {
    const batch = missing.slice(start, start + BATCH_CHUNKS);
    const { vectors } = await computeVectors(embedder, batch, signal);
    await index.cacheVectors(space, vectors, signal);
  }
}
