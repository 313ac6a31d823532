import type { TextGenerator } from "../../core/index.ts";
import { languageModelProviders, loadLanguageModel } from "./load-language-model.ts";
import { parseModelName } from "./parse-model-name.ts";

export interface TextGeneratorChoice {
  /** `openai:NAME`, `anthropic:NAME`, `google:NAME`, `ollama:NAME`, or `openai-compatible:URL#NAME`. */
  readonly model: string;
  readonly apiKey?: string;
  /** For one text; from 1. */
  readonly timeoutMs: number;
}

/** Servers of one's own seldom say whether they hold a model to a schema; these providers do. */
const holdingSchema: ReadonlySet<string> = new Set(["openai", "anthropic", "google"]);

/**
 * Opens a language model of a service, or of a server of your own, through the AI SDK. Makes no request before the first
 * question; the SDK retries twice.
 *
 * @throws {InvalidSettingsError} for an unknown name or a missing key
 */
export async function openTextGenerator({ model, apiKey, timeoutMs }: TextGeneratorChoice): Promise<TextGenerator> {
  const name = parseModelName(model, { providers: languageModelProviders, what: "language model" });
  // The AI SDK is large; whoever answers by quotes never loads it.
  const { createTextGenerator } = await import("./create-text-generator.ts");
  return createTextGenerator({
    id: `${name.provider}:${name.model}`,
    model: await loadLanguageModel(name, apiKey),
    timeoutMs,
    holdsSchema: holdingSchema.has(name.provider),
  });
}
