import type { ModelCalls } from "../calls/index.ts";
import { signalOf } from "./call-context.ts";
import type { SearchContext } from "./open-search.ts";

/** The calls about models, profiles and prompts; their code is loaded by the first of them. */
export function createModelCalls(context: SearchContext): ModelCalls {
  const { parts } = context;
  return {
    models: async (options = {}) => parts.models(signalOf(options)),
    testModel: async (options = {}) => (await import("./test-model.ts")).testModel(context, signalOf(options)),
    pullModel: async (url, options) => (await import("./pull-model.ts")).pullModel(context, url, options),
    profiles: () => parts.profiles(),
    profile: (name = parts.settings.answer.profile) => parts.readProfile(name),
    prompt: async (question, options = {}) =>
      (await import("./preview-prompt.ts")).previewPrompt(context, question, options),
  };
}
