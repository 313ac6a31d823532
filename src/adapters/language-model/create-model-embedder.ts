import { createHash } from "node:crypto";
import { type EmbeddingModel, embedMany } from "ai";
import { type Embedder, EmbeddingFailedError, unitVector } from "../../core/index.ts";
import { describeServiceFailure } from "./describe-service-failure.ts";
import { cutToTokens, estimateTokens } from "./estimate-tokens.ts";

/** Services refuse an empty text; this stands for it. */
const BLANK = ".";
const MOST_CALLS_AT_ONCE = 2;

type ProviderOptions = NonNullable<Parameters<typeof embedMany>[0]["providerOptions"]>;

/** A model of the AI SDK, and how it is to be asked. */
export interface ModelEmbedderOptions {
  readonly model: EmbeddingModel;
  /** For people, and part of the fingerprint: `openai:text-embedding-3-small`. */
  readonly name: string;
  readonly dimensions: number;
  readonly maxTokens: number;
  readonly languages: readonly string[] | undefined;
  readonly batchSize: number;
  readonly queryPrefix: string;
  readonly documentPrefix: string;
  readonly queryOptions: ProviderOptions;
  readonly documentOptions: ProviderOptions;
}

/** An embedder over any embedding model of the AI SDK; retries are the SDK's. */
export function createModelEmbedder(options: ModelEmbedderOptions): Embedder {
  const { name, dimensions, maxTokens } = options;
  const embed = async (texts: readonly string[], providerOptions: ProviderOptions, signal: AbortSignal) => {
    const vectors: Float32Array[] = [];
    while (vectors.length < texts.length) {
      const batch = texts.slice(vectors.length, vectors.length + options.batchSize);
      vectors.push(...(await embedBatch(options, { texts: batch, providerOptions }, signal)));
    }
    return vectors;
  };
  return {
    space: { model: name, dimensions, fingerprint: fingerprintOf(options) },
    maxTokens,
    ...(options.languages === undefined ? {} : { languages: options.languages }),
    countTokens: estimateTokens,
    embedDocuments: async (texts, signal) =>
      embed(
        texts.map((text) => prepare(options.documentPrefix + text, maxTokens)),
        options.documentOptions,
        signal,
      ),
    embedQuery: async (text, signal) => {
      const prepared = prepare(options.queryPrefix + text, maxTokens);
      const [vector] = await embed([prepared], options.queryOptions, signal);
      return requireDimensions(options, vector ?? new Float32Array());
    },
    close: async () => undefined,
  };
}

async function embedBatch(
  options: ModelEmbedderOptions,
  batch: { readonly texts: readonly string[]; readonly providerOptions: ProviderOptions },
  signal: AbortSignal,
): Promise<readonly Float32Array[]> {
  signal.throwIfAborted();
  const call = {
    model: options.model,
    values: [...batch.texts],
    providerOptions: batch.providerOptions,
    maxParallelCalls: MOST_CALLS_AT_ONCE,
    abortSignal: signal,
  };
  const { embeddings } = await embedMany(call).catch((error: unknown) => {
    signal.throwIfAborted();
    throw describeServiceFailure(options.name, error);
  });
  if (embeddings.length !== batch.texts.length) {
    const counts = `${embeddings.length} vectors for ${batch.texts.length} texts`;
    throw new EmbeddingFailedError(`The embedding service ${options.name} gave ${counts}.`);
  }
  return embeddings.map((embedding) => unitVector(requireDimensions(options, embedding)));
}

function requireDimensions<Vector extends ArrayLike<number>>(options: ModelEmbedderOptions, vector: Vector): Vector {
  if (vector.length === options.dimensions) return vector;
  const { name, dimensions } = options;
  throw new EmbeddingFailedError(`The model ${name} gave ${vector.length} dimensions; ${dimensions} are set.`, {
    hint: `Set embedding.dimensions to ${vector.length}.`,
  });
}

function prepare(text: string, maxTokens: number): string {
  return text.trim() === "" ? BLANK : cutToTokens(text, maxTokens);
}

function fingerprintOf({ name, dimensions, maxTokens, queryPrefix, documentPrefix }: ModelEmbedderOptions): string {
  const parts = [name, dimensions, maxTokens, queryPrefix, documentPrefix];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
