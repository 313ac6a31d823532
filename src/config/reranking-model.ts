import { InvalidSettingsError, nearestNames } from "../core/index.ts";
import { modelPath } from "./model-path.ts";

/** The model that `rerank.model` names. */
export type RerankingModelChoice =
  | { readonly kind: "off" }
  | { readonly kind: "auto" }
  | { readonly kind: "bundled" }
  | { readonly kind: "folder"; readonly folder: string }
  | { readonly kind: "provider"; readonly name: string };

const providers = ["cohere", "cohere-compatible"];

/**
 * Interprets the value of `rerank.model`.
 *
 * @param folder  folder of the settings file; relative paths start here
 * @throws {InvalidSettingsError} if it is not `auto`, `off`, `bundled`, a path or a provider's model
 */
export function rerankingModel(model: string, folder: string): RerankingModelChoice {
  if (model === "auto" || model === "off" || model === "bundled") return { kind: model };
  if (providers.some((provider) => model.startsWith(`${provider}:`))) return { kind: "provider", name: model };
  const path = modelPath(model, folder);
  if (path !== undefined) return { kind: "folder", folder: path };
  const [near] = nearestNames(model, ["auto", "off", "bundled"]);
  throw new InvalidSettingsError(`There is no reranker "${model.slice(0, 80)}".`, {
    hint:
      near === undefined
        ? "Set rerank.model to auto, off, bundled, a folder (./models/mine), or a provider's model (cohere:rerank-v3.5)."
        : `Did you mean "${near}"?`,
  });
}
