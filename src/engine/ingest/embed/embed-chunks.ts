import { type EmbeddedVector, EmbeddingFailedError, everything } from "../../../core/index.ts";
import type { EmbedServices } from "./embed-services.ts";
import { type HashedText, hashEmbeddingText } from "./hash-embedding-text.ts";

/** Vectors by SHA-256 of the embedded text. */
export type TextVectors = ReadonlyMap<string, Float32Array>;

export interface EmbeddedChunks {
  /** Vectors in the order of the chunks. */
  readonly vectors: readonly EmbeddedVector[];
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
 * Gets the vectors of chunks: from the cache or from `recent` if the same text was embedded before, else computed; zeros for
 * texts that are not prose.
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
  const known = new Map<string, EmbeddedVector>([
    ...(await store.cachedVectors(embedder.space, hashes, signal)),
    ...request.recent,
  ]);
  const missing = texts.filter(({ hash }) => !known.has(hash));
  const computed = await computeVectors(embedder, missing, signal);
  // The cache may hold a vector of a text that an earlier version embedded although it is not prose.
  const vectorOf = ({ hash, isProse }: HashedText) =>
    isProse ? (known.get(hash) ?? requireVector(computed.get(hash))) : zerosOf(embedder);
  const vectors = texts.map(vectorOf);
  return { vectors, hashes: texts.map(({ hash }) => hash), computed };
}

/**
 * Computes the vectors of texts. A text that is not prose gets zeros: a search never finds it by them, and its segment need
 * not wait for a vector.
 */
export async function computeVectors(
  embedder: EmbedServices["embedder"],
  texts: readonly HashedText[],
  signal: AbortSignal,
): Promise<TextVectors> {
  const byHash = new Map(texts.map((text) => [text.hash, text]));
  const prose = [...byHash.values()].filter(({ isProse }) => isProse);
  const sent = prose.map(({ text }) => text);
  const vectors = sent.length === 0 ? [] : await embedder.embedDocuments(sent, signal, "later");
  const computed = new Map(prose.map(({ hash }, index) => [hash, requireVector(vectors[index])]));
  return new Map([...byHash.keys()].map((hash) => [hash, computed.get(hash) ?? zerosOf(embedder)]));
}

function zerosOf({ space: { dimensions } }: EmbedServices["embedder"]): Float32Array {
  return new Float32Array(dimensions);
}

/**
 * Returns a vector that must exist.
 *
 * @throws {EmbeddingFailedError} if the embedder returned no vector for the text
 */
function requireVector(vector: Float32Array | undefined): Float32Array {
  if (vector !== undefined) return vector;
  throw new EmbeddingFailedError("The embedder returned fewer vectors than it was given texts.");
}

/** Number of chunks in a batch. A stop loses two batches at most: one is cached while the next is computed. */
export const BATCH_CHUNKS = 32;
