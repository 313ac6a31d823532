import { type Embedder, InvalidSettingsError } from "../../core/index.ts";
import { type EmbeddingModelName, embeddingProviders, loadEmbeddingModel } from "./load-embedding-model.ts";
import { parseModelName } from "./parse-model-name.ts";

const DEFAULT_BATCH = 96;
const DEFAULT_MAX_TOKENS = 512;

/** Properties of an embedding model. */
interface KnownModel {
  readonly dimensions: number;
  /** Limit of the service for one text. */
  readonly maxTokens: number;
  /** Languages that the model reads. Absent if it reads many. */
  readonly languages?: readonly string[];
}

/** Properties of common models, so that users need not look them up. */
const knownModels: ReadonlyMap<string, KnownModel> = new Map([
  ["openai:text-embedding-3-small", { dimensions: 1536, maxTokens: 8191 }],
  ["openai:text-embedding-3-large", { dimensions: 3072, maxTokens: 8191 }],
  ["openai:text-embedding-ada-002", { dimensions: 1536, maxTokens: 8191 }],
  ["google:gemini-embedding-001", { dimensions: 3072, maxTokens: 2048 }],
  ["ollama:nomic-embed-text", { dimensions: 768, maxTokens: 2048, languages: ["en"] }],
  ["ollama:mxbai-embed-large", { dimensions: 1024, maxTokens: 512, languages: ["en"] }],
  ["ollama:bge-m3", { dimensions: 1024, maxTokens: 8192 }],
  ["ollama:all-minilm", { dimensions: 384, maxTokens: 256, languages: ["en"] }],
]);

export interface ProviderEmbedderOptions {
  /** Name of the model: `openai:NAME`, `google:NAME`, `ollama:NAME`, or `openai-compatible:URL#NAME`. */
  readonly model: string;
  readonly apiKey?: string;
  /**
   * Dimensions of the vectors. Required for unknown models. OpenAI and Google receive it if it differs from the
   * default.
   */
  readonly dimensions?: number;
  /** Languages that the model reads, as ISO 639-1 codes. Default: those of a known model, or else all. */
  readonly languages?: readonly string[];
  /** Maximum input in estimated tokens. Default: the limit of a known model, or else 512. */
  readonly maxTokens?: number;
  /** Texts in one request, 1 to 2,048, default 96. */
  readonly batchSize?: number;
  /** Text before questions, default none. */
  readonly queryPrefix?: string;
  /** Text before passages, default none. */
  readonly documentPrefix?: string;
}

/**
 * Opens an embedding model of a service, or of your own server, through the AI SDK. The first embedding makes the first
 * request. Tokens are estimated, see `estimateTokens`. The SDK retries twice.
 *
 * @throws {InvalidSettingsError} for an unknown name, a missing key, or unknown dimensions
 */
export async function openProviderEmbedder(options: ProviderEmbedderOptions): Promise<Embedder> {
  const name = parseModelName(options.model, { providers: embeddingProviders, kind: "embedding model" });
  const label = `${name.provider}:${name.model}`;
  const knownModel = knownModels.get(label);
  const dimensions = options.dimensions ?? knownModel?.dimensions;
  if (dimensions === undefined) {
    throw new InvalidSettingsError(`The number of dimensions of ${label} is unknown.`, {
      hint: "Set embedding.dimensions to the number on the model's page.",
    });
  }

  // The AI SDK is large. Users of a local model never load it.
  const { createModelEmbedder } = await import("./create-model-embedder.ts");
  const requestedDimensions = dimensions === knownModel?.dimensions ? undefined : dimensions;
  return createModelEmbedder({
    model: await loadEmbeddingModel(name, options.apiKey),
    name: label,
    dimensions,
    maxTokens: options.maxTokens ?? knownModel?.maxTokens ?? DEFAULT_MAX_TOKENS,
    languages: options.languages ?? knownModel?.languages,
    batchSize: options.batchSize ?? DEFAULT_BATCH,
    queryPrefix: options.queryPrefix ?? "",
    documentPrefix: options.documentPrefix ?? "",
    queryOptions: providerOptions(name, "RETRIEVAL_QUERY", requestedDimensions),
    documentOptions: providerOptions(name, "RETRIEVAL_DOCUMENT", requestedDimensions),
  });
}

/** Returns the options of a request. Other servers receive no dimensions, because most reject unsupported ones. */
function providerOptions(
  { provider }: EmbeddingModelName,
  taskType: string,
  dimensions: number | undefined,
): Record<string, Record<string, string | number>> {
  if (provider === "openai") return { openai: dimensions === undefined ? {} : { dimensions } };
  if (provider !== "google") return {};
  return { google: dimensions === undefined ? { taskType } : { taskType, outputDimensionality: dimensions } };
}
