import type { LanguageModel } from "ai";
import { InvalidSettingsError } from "../../core/index.ts";
import type { ModelName } from "./parse-model-name.ts";

/** Providers whose address Lydian knows. */
export const languageModelProviders = ["openai", "anthropic", "google", "ollama"] as const;
export type LanguageModelName = ModelName<(typeof languageModelProviders)[number]>;

/**
 * Loads the provider's package and opens the model, without a request. The addresses are fixed here, so that no
 * environment variable can send passages elsewhere.
 *
 * @throws {InvalidSettingsError} if the service needs a key and none was set
 */
export async function loadLanguageModel(name: LanguageModelName, apiKey: string | undefined): Promise<LanguageModel> {
  switch (name.provider) {
    case "openai": {
      const { createOpenAI } = await import("@ai-sdk/openai");
      const key = requireKey(name, apiKey, "OPENAI_API_KEY");
      return createOpenAI({ apiKey: key, baseURL: "https://api.openai.com/v1" })(name.model);
    }
    case "anthropic": {
      const { createAnthropic } = await import("@ai-sdk/anthropic");
      const key = requireKey(name, apiKey, "ANTHROPIC_API_KEY");
      return createAnthropic({ apiKey: key, baseURL: "https://api.anthropic.com/v1" })(name.model);
    }
    case "google": {
      const { createGoogleGenerativeAI } = await import("@ai-sdk/google");
      const baseURL = "https://generativelanguage.googleapis.com/v1beta";
      const key = requireKey(name, apiKey, "GOOGLE_GENERATIVE_AI_API_KEY");
      return createGoogleGenerativeAI({ apiKey: key, baseURL })(name.model);
    }
    case "ollama": {
      const { createOllama } = await import("ollama-ai-provider-v2");
      return createOllama({ baseURL: "http://127.0.0.1:11434/api" })(name.model);
    }
    case "openai-compatible": {
      const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
      const key = apiKey === undefined ? {} : { apiKey };
      return createOpenAICompatible({ name: "compatible", baseURL: name.baseUrl, includeUsage: true, ...key })(
        name.model,
      );
    }
  }
}

function requireKey(name: LanguageModelName, apiKey: string | undefined, variable: string): string {
  if (apiKey !== undefined && apiKey !== "") return apiKey;
  throw new InvalidSettingsError(`The language model ${name.provider}:${name.model} needs a key, and none is set.`, {
    hint: `Set the environment variable ${variable} or the one that answer.keyName names, or write the key to keys.yaml beside your own settings. \`extractive\` needs no key.`,
  });
}
