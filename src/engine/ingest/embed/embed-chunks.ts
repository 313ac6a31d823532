import { type EmbeddedVector, EmbeddingFailedError, everything, LydianError } from "../../../core/index.ts";
import { type FailedOutcome, readStack } from "../describe-failure.ts";
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
  /**
   * Zeros for the texts that the embedder could not read. The cache does not get them, except for a change of spaces.
   */
  readonly refused: TextVectors;
  /** One failure for each document with a text that the embedder could not read. */
  readonly notEmbedded: readonly FailedOutcome[];
}

export interface EmbedRequest {
  readonly collection: string;
  readonly chunkIds: readonly string[];
  /** Vectors that may still be on their way to the cache. */
  readonly recent: TextVectors;
}

/**
 * Gets the vectors of chunks: from the cache or from `recent` if the same text was embedded before, else computed;
 * zeros for texts that are not prose.
 *
 * @returns undefined if a chunk was removed meanwhile
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
  const { vectors: computed, refused } = await computeVectors(embedder, missing, signal);
  const refusedBy = new Set(
    chunks.flatMap(({ documentId }, at) => (refused.has(texts[at]?.hash ?? "") ? documentId : [])),
  );
  const notEmbedded = summaries.filter(({ id }) => refusedBy.has(id)).map(({ uri }) => describeNotEmbedded(uri));
  for (const { outcome: _, ...failure } of notEmbedded)
    services.emit({ type: "document-failed", ...failure, stack: readStack([...refused.values()][0]) });

  const zeros = new Map([...refused.keys()].map((hash) => [hash, zerosOf(embedder)]));
  // The cache may hold a vector of a text that an earlier version embedded although it is not prose.
  const vectorOf = ({ hash, isProse }: HashedText) =>
    isProse && !refused.has(hash) ? (known.get(hash) ?? requireVector(computed.get(hash))) : zerosOf(embedder);
  const vectors = texts.map(vectorOf);
  return { vectors, hashes: texts.map(({ hash }) => hash), computed, refused: zeros, notEmbedded };
}

/** Describes a document whose passages could not all be embedded. */
function describeNotEmbedded(uri: string): FailedOutcome {
  return {
    uri,
    outcome: "failed",
    code: "embedding-failed",
    message: "Passages of this document could not be embedded. They are found by their words only.",
    hint: "Please report this with the kind of the file and the version that `lydian --version` prints.",
  };
}

/** Vectors of texts by hash, and the texts that the embedder could not read, with the errors that it threw. */
interface ComputedVectors {
  readonly vectors: TextVectors;
  readonly refused: ReadonlyMap<string, unknown>;
}

/**
 * Computes the vectors of texts. A text that is not prose gets zeros: a search never finds it by them, and its segment
 * need not wait for a vector. A text on which the embedder fails unexpectedly is refused, and has no vector.
 *
 * @throws {EmbeddingFailedError} if the embedder cannot be used at all
 */
export async function computeVectors(
  embedder: EmbedServices["embedder"],
  texts: readonly HashedText[],
  signal: AbortSignal,
): Promise<ComputedVectors> {
  const byHash = new Map(texts.map((text) => [text.hash, text]));
  const prose = [...byHash.values()].filter(({ isProse }) => isProse);
  const { vectors: computed, refused } = await embedProse(embedder, prose, signal);
  const hashes = [...byHash.keys()].filter((hash) => !refused.has(hash));
  return { vectors: new Map(hashes.map((hash) => [hash, computed.get(hash) ?? zerosOf(embedder)])), refused };
}

/** Embeds texts together, or one by one if the embedder fails unexpectedly: one of them may be at fault. */
async function embedProse(
  embedder: EmbedServices["embedder"],
  prose: readonly HashedText[],
  signal: AbortSignal,
): Promise<ComputedVectors> {
  if (prose.length === 0) return { vectors: new Map(), refused: new Map() };
  try {
    const sent = prose.map(({ text }) => text);
    const vectors = await embedder.embedDocuments(sent, signal, "later");
    return { vectors: new Map(prose.map(({ hash }, at) => [hash, requireVector(vectors[at])])), refused: new Map() };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof LydianError) throw error;
    const [only, ...others] = prose;
    if (only !== undefined && others.length === 0)
      return { vectors: new Map(), refused: new Map([[only.hash, error]]) };
  }
  const vectors = new Map<string, Float32Array>();
  const refused = new Map<string, unknown>();
  for (const text of prose) {
    const result = await embedProse(embedder, [text], signal);
    for (const [hash, vector] of result.vectors) vectors.set(hash, vector);
    for (const [hash, error] of result.refused) refused.set(hash, error);
  }
  return { vectors, refused };
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
