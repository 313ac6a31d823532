import { signalOf } from "./call-context.ts";
import type { ModelCalls } from "./models/prompting.ts";
import type { ModelUseCalls } from "./models/using-models.ts";
import type { SearchContext } from "./search/open-search.ts";

/** The calls about models, profiles and prompts; their code is loaded by the first of them. */
export function createModelCalls(context: SearchContext): ModelCalls & ModelUseCalls {
  const { parts } = context;
  return {
    models: async (options = {}) => parts.models(signalOf(options)),
    testModel: async (options = {}) => (await import("./models/test-model.ts")).testModel(context, signalOf(options)),
    pullModel: async (url, options) => (await import("./models/pull-model.ts")).pullModel(context, url, options),
    profiles: () => parts.profiles(),
    profile: (name = parts.settings.answer.profile) => parts.readProfile(name),
    embedTexts: async (texts, options = {}) =>
      (await import("./models/use-models.ts")).embedTexts(context, texts, options),
    rerankTexts: async (question, texts, options = {}) =>
      (await import("./models/use-models.ts")).rerankTexts(context, { question, texts }, options),
    prompt: async (question, options = {}) =>
      (await import("./ask/preview-prompt.ts")).previewPrompt(context, question, options),
  };
}
