import { createHash } from "node:crypto";
import { type Chunk, EmbeddingFailedError, everything } from "../../core/index.ts";
import type { EmbedServices } from "./embed-pending.ts";
import { embeddingText } from "./embedding-text.ts";

interface TextToEmbed {
  readonly text: string;
  readonly hash: string;
}

/**
 * The vectors of some chunks, in their order: from the cache where the same text was embedded before, the others
 * computed and put into the cache before this returns, so that no stop loses them.
 *
 * @returns undefined if a chunk has gone meanwhile
 */
export async function embedChunks(
  services: EmbedServices,
  request: { readonly collection: string; readonly chunkIds: readonly string[] },
  signal: AbortSignal,
): Promise<readonly Float32Array[] | undefined> {
  const { store, embedder } = services;
  const query = { collection: request.collection, scope: everything };
  const chunks = await store.readChunks({ ...query, ids: request.chunkIds }, signal);
  if (chunks.length !== request.chunkIds.length) return undefined;
  const documentIds = [...new Set(chunks.map((chunk) => chunk.documentId))];
  const summaries = await store.readSummaries({ ...query, ids: documentIds }, signal);
  const titles = new Map(summaries.map((summary) => [summary.id, summary.title]));
  const texts = chunks.map((chunk) => textOf(chunk, titles.get(chunk.documentId) ?? ""));
  const hashes = [...new Set(texts.map(({ hash }) => hash))];
  const known = await store.cachedVectors(embedder.space, hashes, signal);
  const computed = await computeMissing(services, { texts, known }, signal);
  return texts.map(({ hash }) => known.get(hash) ?? requireVector(computed.get(hash)));
}

function textOf(chunk: Chunk, title: string): TextToEmbed {
  const text = embeddingText({ ...chunk, title });
  return { text, hash: createHash("sha256").update(text).digest("hex") };
}

async function computeMissing(
  { embedder, index }: EmbedServices,
  work: { readonly texts: readonly TextToEmbed[]; readonly known: ReadonlyMap<string, Float32Array> },
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Float32Array>> {
  const missing = new Map(work.texts.filter(({ hash }) => !work.known.has(hash)).map(({ hash, text }) => [hash, text]));
  if (missing.size === 0) return new Map();
  const vectors = await embedder.embedDocuments([...missing.values()], signal);
  const computed = new Map([...missing.keys()].map((hash, index) => [hash, requireVector(vectors[index])]));
  await index.cacheVectors(embedder.space, computed, signal);
  return computed;
}

function requireVector(vector: Float32Array | undefined): Float32Array {
  if (vector !== undefined) return vector;
  throw new EmbeddingFailedError("The embedder gave fewer vectors than it was given texts.");
}
