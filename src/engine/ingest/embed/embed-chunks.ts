import { EmbeddingFailedError, everything } from "../../../core/index.ts";
import type { EmbedServices } from "./embed-pending.ts";
import { hashEmbeddingText } from "./hash-embedding-text.ts";

type TextToEmbed = ReturnType<typeof hashEmbeddingText>;

/** Vectors by SHA-256 of the embedded text. */
export type TextVectors = ReadonlyMap<string, Float32Array>;

export interface EmbeddedChunks {
  /** In the order of the chunks. */
  readonly vectors: readonly Float32Array[];
  /** Of what was embedded for each of them, as SHA-256. */
  readonly hashes: readonly string[];
  /** Those that were neither in the cache nor recent: they still have to be cached. */
  readonly computed: TextVectors;
}

/**
 * The vectors of some chunks: from the cache or from `recent`, which may be on its way there, where the same text was
 * embedded before; the others computed.
 *
 * @returns undefined if a chunk has gone meanwhile
 */
export async function embedChunks(
  services: EmbedServices,
  request: { readonly collection: string; readonly chunkIds: readonly string[]; readonly recent: TextVectors },
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

async function computeMissing(
  embedder: EmbedServices["embedder"],
  work: { readonly texts: readonly TextToEmbed[]; readonly known: TextVectors },
  signal: AbortSignal,
): Promise<TextVectors> {
  const missing = new Map(work.texts.filter(({ hash }) => !work.known.has(hash)).map(({ hash, text }) => [hash, text]));
  if (missing.size === 0) return new Map();
  const vectors = await embedder.embedDocuments([...missing.values()], signal, "later");
  return new Map([...missing.keys()].map((hash, index) => [hash, requireVector(vectors[index])]));
}

/** @throws {EmbeddingFailedError} for a text that the embedder left out */
export function requireVector(vector: Float32Array | undefined): Float32Array {
  if (vector !== undefined) return vector;
  throw new EmbeddingFailedError("The embedder gave fewer vectors than it was given texts.");
}
