import { InvalidSettingsError, nearestNames } from "../core/index.ts";

/** What `answer.model` names. */
export type AnsweringModelChoice =
  | { readonly kind: "extractive" }
  | { readonly kind: "provider"; readonly name: string };

const providers = ["openai", "anthropic", "google", "ollama", "openai-compatible"];

/**
 * What the value of `answer.model` means.
 *
 * @throws {InvalidSettingsError} if it is neither `extractive` nor a provider's model
 */
export function answeringModel(model: string): AnsweringModelChoice {
  if (model === "extractive") return { kind: "extractive" };
  if (providers.some((provider) => model.startsWith(`${provider}:`))) return { kind: "provider", name: model };
  const [near] = nearestNames(model, ["extractive"]);
  throw new InvalidSettingsError(
    `There is no answering model "${model.replace(/\/\/[^/@\s]*@/, "//").slice(0, 80)}".`,
    {
      hint:
        near === undefined
          ? "Set answer.model to extractive, or to a provider's model (ollama:qwen3, openai:NAME, openai-compatible:URL#NAME)."
          : `Did you mean "${near}"?`,
    },
  );
}
