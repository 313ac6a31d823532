import { type Embedder, InvalidSettingsError } from "../../core/index.ts";
import { knownEmbeddingModels } from "./known-embedding-models.ts";
import { type EmbeddingModelName, embeddingProviders, loadEmbeddingModel } from "./load-embedding-model.ts";
import { parseModelName } from "./parse-model-name.ts";

const DEFAULT_BATCH = 96;
const DEFAULT_MAX_TOKENS = 512;

export interface ProviderEmbedderOptions {
  /** `openai:NAME`, `google:NAME`, `ollama:NAME`, or `openai-compatible:URL#NAME`. */
  readonly model: string;
  readonly apiKey?: string;
  /** Needed for models that Lydian does not know; asked of OpenAI and Google where it differs from the model's own. */
  readonly dimensions?: number;
  /** ISO 639-1 of the languages that it reads; default the model's own, else all. */
  readonly languages?: readonly string[];
  /** Longest input, by estimate; default the model's own, else 512. */
  readonly maxTokens?: number;
  /** Texts a request, from 1 to 2,048; default 96. */
  readonly batchSize?: number;
  /** Put before questions; default nothing. */
  readonly queryPrefix?: string;
  /** Put before passages; default nothing. */
  readonly documentPrefix?: string;
}

/**
 * Opens an embedding model of a service, or of a server of your own, through the AI SDK. Makes no request before the
 * first embedding. Tokens are estimated, see `estimateTokens`; the SDK retries twice.
 *
 * @throws {InvalidSettingsError} for an unknown name, a missing key, or unknown dimensions
 */
export async function openProviderEmbedder(options: ProviderEmbedderOptions): Promise<Embedder> {
  const name = parseModelName(options.model, { providers: embeddingProviders, what: "embedding model" });
  const label = `${name.provider}:${name.model}`;
  const own = knownEmbeddingModels.get(label);
  const dimensions = options.dimensions ?? own?.dimensions;
  if (dimensions === undefined) {
    throw new InvalidSettingsError(`How many dimensions the vectors of ${label} have is not known.`, {
      hint: "Set embedding.dimensions; the model's page says how many.",
    });
  }
  // The AI SDK is large; whoever uses a local model never loads it.
  const { createModelEmbedder } = await import("./create-model-embedder.ts");
  const asked = dimensions === own?.dimensions ? undefined : dimensions;
  return createModelEmbedder({
    model: await loadEmbeddingModel(name, options.apiKey),
    name: label,
    dimensions,
    maxTokens: options.maxTokens ?? own?.maxTokens ?? DEFAULT_MAX_TOKENS,
    languages: options.languages ?? own?.languages,
    batchSize: options.batchSize ?? DEFAULT_BATCH,
    queryPrefix: options.queryPrefix ?? "",
    documentPrefix: options.documentPrefix ?? "",
    queryOptions: providerOptions(name, "RETRIEVAL_QUERY", asked),
    documentOptions: providerOptions(name, "RETRIEVAL_DOCUMENT", asked),
  });
}

/** Other servers are not asked for dimensions: most refuse what their model does not offer. */
function providerOptions({ provider }: EmbeddingModelName, taskType: string, dimensions: number | undefined) {
  if (provider === "openai") return { openai: dimensions === undefined ? {} : { dimensions } };
  if (provider !== "google") return {};
  return { google: dimensions === undefined ? { taskType } : { taskType, outputDimensionality: dimensions } };
}
