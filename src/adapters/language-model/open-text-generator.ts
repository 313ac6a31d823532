import type { TextGenerator } from "../../core/index.ts";
import { languageModelProviders, loadLanguageModel } from "./load-language-model.ts";
import { parseModelName } from "./parse-model-name.ts";

export interface TextGeneratorChoice {
  /**
   * Name of the model: `openai:NAME`, `anthropic:NAME`, `google:NAME`, `ollama:NAME`, or `openai-compatible:URL#NAME`.
   */
  readonly model: string;
  readonly apiKey?: string;
  /** Maximum time for one text in milliseconds, ≥ 1. */
  readonly timeoutMs: number;
}

/** Providers that enforce a JSON Schema. It is unknown for your own servers. */
const schemaProviders: ReadonlySet<string> = new Set(["openai", "anthropic", "google"]);

/**
 * Opens a language model of a service, or of your own server, through the AI SDK. The first question makes the first
 * request. The SDK retries twice.
 *
 * @throws {InvalidSettingsError} for an unknown name or a missing key
 */
export async function openTextGenerator({ model, apiKey, timeoutMs }: TextGeneratorChoice): Promise<TextGenerator> {
  const name = parseModelName(model, { providers: languageModelProviders, kind: "language model" });
  // The AI SDK is large. Users who answer by quotes never load it.
  const { createTextGenerator } = await import("./create-text-generator.ts");
  return createTextGenerator({
    id: `${name.provider}:${name.model}`,
    model: await loadLanguageModel(name, apiKey),
    timeoutMs,
    holdsSchema: schemaProviders.has(name.provider),
  });
}
