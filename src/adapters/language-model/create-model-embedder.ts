import { createHash } from "node:crypto";
import { type EmbeddingModel, embedMany } from "ai";
import { append, defined, type Embedder, EmbeddingFailedError, estimateTokens, unitVector } from "../../core/index.ts";
import { cutToTokens } from "./cut-to-tokens.ts";
import { describeServiceFailure } from "./describe-service-failure.ts";

/** Replacement for a blank text, which services reject. */
const BLANK = ".";
const MAX_PARALLEL_CALLS = 2;

type ProviderOptions = NonNullable<Parameters<typeof embedMany>[0]["providerOptions"]>;

/** A model of the AI SDK with its limits and the options of its requests. */
export interface ModelEmbedderOptions {
  readonly model: EmbeddingModel;
  /** Name for people and part of the fingerprint, e.g. `openai:text-embedding-3-small`. */
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

/** Creates an embedder from any embedding model of the AI SDK. The SDK retries failed requests. */
export function createModelEmbedder(options: ModelEmbedderOptions): Embedder {
  const { name, dimensions, maxTokens } = options;
  const embed = async (texts: readonly string[], providerOptions: ProviderOptions, signal: AbortSignal) => {
    const vectors: Float32Array[] = [];
    while (vectors.length < texts.length) {
      const batch = texts.slice(vectors.length, vectors.length + options.batchSize);
      append(vectors, await embedBatch(options, batch, providerOptions, signal));
    }
    return vectors;
  };

  return defined({
    space: { model: name, dimensions, fingerprint: fingerprintOf(options) },
    maxTokens,
    languages: options.languages,
    countTokens: estimateTokens,
    tokenCounter: { kind: "estimate" },
    embedDocuments: async (texts: readonly string[], signal: AbortSignal) =>
      embed(
        texts.map((text) => prepare(options.documentPrefix + text, maxTokens)),
        options.documentOptions,
        signal,
      ),
    embedQuery: async (text: string, signal: AbortSignal) => {
      const query = prepare(options.queryPrefix + text, maxTokens);
      const [vector] = await embed([query], options.queryOptions, signal);
      return requireDimensions(options, vector ?? new Float32Array());
    },
    close: async () => undefined,
  });
}

async function embedBatch(
  options: ModelEmbedderOptions,
  texts: readonly string[],
  providerOptions: ProviderOptions,
  signal: AbortSignal,
): Promise<readonly Float32Array[]> {
  signal.throwIfAborted();
  const call = {
    model: options.model,
    values: [...texts],
    providerOptions,
    maxParallelCalls: MAX_PARALLEL_CALLS,
    abortSignal: signal,
  };
  const { embeddings } = await embedMany(call).catch((error: unknown) => {
    signal.throwIfAborted();
    throw describeServiceFailure(options.name, error);
  });

  if (embeddings.length !== texts.length) {
    const counts = `${embeddings.length} vectors for ${texts.length} texts`;
    throw new EmbeddingFailedError(`The embedding service ${options.name} returned ${counts}.`);
  }
  return embeddings.map((embedding) => unitVector(requireDimensions(options, embedding)));
}

function requireDimensions<Vector extends ArrayLike<number>>(options: ModelEmbedderOptions, vector: Vector): Vector {
  if (vector.length === options.dimensions) return vector;
  const { name, dimensions } = options;
  throw new EmbeddingFailedError(`The model ${name} returned ${vector.length} dimensions instead of ${dimensions}.`, {
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
