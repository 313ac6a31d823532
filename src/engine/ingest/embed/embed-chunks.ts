import { EmbeddingFailedError, everything } from "../../../core/index.ts";
import type { EmbedServices } from "./embed-pending.ts";
import { type HashedText, hashEmbeddingText } from "./hash-embedding-text.ts";

/** Vectors by SHA-256 of the embedded text. */
export type TextVectors = ReadonlyMap<string, Float32Array>;

export interface EmbeddedChunks {
  /** Vectors in the order of the chunks. */
  readonly vectors: readonly Float32Array[];
  /** SHA-256 of the text that was embedded for each chunk. */
  readonly hashes: readonly string[];
  /** Vectors that were neither in the cache nor recent, and are still to be cached. */
  readonly computed: TextVectors;
}

export interface EmbedRequest {
  readonly collection: string;
  readonly chunkIds: readonly string[];
  /** Vectors that may still be on their way to the cache. */
  readonly recent: TextVectors;
}

/**
 * Gets the vectors of chunks: from the cache or from `recent` if the same text was embedded before, else computed.
 *
 * @returns undefined if a chunk has gone meanwhile
 */
export async function embedChunks(
  services: EmbedServices,
  request: EmbedRequest,
  signal: AbortSignal,
): Promise<EmbeddedChunks | undefined> {
  const { store, embedder } = services;
  const query = { collection: request.collection, scope: everything };
  const chunks = await store.readChunks({ ...query, ids: request.chunkIds }, signal);
  if (chunks.length !== request.chunkIds.length) return undefined;

  const documentIds = [...new Set(chunks.map((chunk) => chunk.documentId))];
  const summaries = await store.readSummaries({ ...query, ids: documentIds }, signal);
  const titles = new Map(summaries.map((summary) => [summary.id, summary.title]));
  const texts = chunks.map((chunk) => hashEmbeddingText({ ...chunk, title: titles.get(chunk.documentId) ?? "" }));

  const hashes = [...new Set(texts.map(({ hash }) => hash))];
  const known = new Map([...(await store.cachedVectors(embedder.space, hashes, signal)), ...request.recent]);
  const computed = await computeMissing(embedder, { texts, known }, signal);
  const vectors = texts.map(({ hash }) => known.get(hash) ?? requireVector(computed.get(hash)));
  return { vectors, hashes: texts.map(({ hash }) => hash), computed };
}

interface TextsToEmbed {
  readonly texts: readonly HashedText[];
  readonly known: TextVectors;
}

async function computeMissing(
  embedder: EmbedServices["embedder"],
  { texts, known }: TextsToEmbed,
  signal: AbortSignal,
): Promise<TextVectors> {
  const missing = new Map(texts.filter(({ hash }) => !known.has(hash)).map(({ hash, text }) => [hash, text]));
  if (missing.size === 0) return new Map();
  const vectors = await embedder.embedDocuments([...missing.values()], signal, "later");
  return new Map([...missing.keys()].map((hash, index) => [hash, requireVector(vectors[index])]));
}

/**
 * Returns a vector that must exist.
 *
 * @throws {EmbeddingFailedError} if the embedder returned no vector for the text
 */
export function requireVector(vector: Float32Array | undefined): Float32Array {
  if (vector !== undefined) return vector;
  throw new EmbeddingFailedError("The embedder returned fewer vectors than it was given texts.");
}

/** Number of chunks in a batch. A stop loses two batches at most: one is cached while the next is computed. */
export const BATCH_CHUNKS = 32;
