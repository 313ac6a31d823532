import { InvalidSettingsError, nearestNames } from "../core/index.ts";
import { BUNDLED_MODEL } from "./bundled-models.ts";
import { modelPath } from "./model-path.ts";

/** The model that `embedding.model` names. */
export type EmbeddingModelChoice =
  | { readonly kind: "bundled" }
  | { readonly kind: "folder"; readonly folder: string }
  | { readonly kind: "provider"; readonly name: string };

const providers = ["openai", "google", "ollama", "openai-compatible"];

/**
 * Interprets the value of `embedding.model`.
 *
 * @param folder  folder of the settings file; relative paths start here
 * @throws {InvalidSettingsError} if it is neither the bundled model, nor a path, nor a provider's model
 */
export function embeddingModel(model: string, folder: string): EmbeddingModelChoice {
  if (model === BUNDLED_MODEL) return { kind: "bundled" };
  if (providers.some((provider) => model.startsWith(`${provider}:`))) return { kind: "provider", name: model };
  const path = modelPath(model, folder);
  if (path !== undefined) return { kind: "folder", folder: path };
  const [near] = nearestNames(model, [BUNDLED_MODEL]);
  throw new InvalidSettingsError(`There is no embedding model "${model.slice(0, 80)}".`, {
    hint:
      near === undefined
        ? "Name the bundled model, a folder (./models/mine), or a provider's model (openai:text-embedding-3-small)."
        : `Did you mean "${near}"?`,
  });
}
