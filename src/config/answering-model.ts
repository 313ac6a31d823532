import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { InvalidSettingsError, nearestNames, redactUser } from "../core/index.ts";

/** The model that `answer.model` names. */
export type AnsweringModelChoice =
  | { readonly kind: "extractive" }
  /** A GGUF file, with its absolute path. */
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "provider"; readonly name: string };

const providers = ["openai", "anthropic", "google", "ollama", "openai-compatible"];

/** Name of a pulled model. Anything else after `gguf:` is a path. */
export const PULLED_NAME = /^(?!.*\.gguf$)[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/u;

/** Returns the path of a pulled model's file. */
export function pulledPath(models: string, name: string): string {
  return join(models, `${name}.gguf`);
}

/** The folders that a model's name may refer to. */
export interface ModelFolders {
  /** Folder of the settings file; relative paths start here. */
  readonly folder: string;
  /** Folder of pulled models. */
  readonly models: string;
}

/**
 * Interprets the value of `answer.model`.
 *
 * @throws {InvalidSettingsError} if it is neither `extractive`, nor a GGUF file, nor a provider's model
 */
export function answeringModel(model: string, { folder, models }: ModelFolders): AnsweringModelChoice {
  if (model === "extractive") return { kind: "extractive" };

  const [, path] = /^gguf:(.+)$/s.exec(model) ?? [];
  if (path !== undefined && PULLED_NAME.test(path)) return { kind: "file", path: pulledPath(models, path) };
  if (path !== undefined)
    return { kind: "file", path: path.startsWith("~/") ? join(homedir(), path.slice(2)) : resolve(folder, path) };
  if (providers.some((provider) => model.startsWith(`${provider}:`))) return { kind: "provider", name: model };
  const [near] = nearestNames(model, ["extractive"]);
  throw new InvalidSettingsError(`There is no answering model "${redactUser(model).slice(0, 80)}".`, {
    hint:
      near === undefined
        ? "Set answer.model to extractive, a provider's model (ollama:qwen3, openai:NAME, openai-compatible:URL#NAME), or a file (gguf:PATH, or gguf:NAME of a pulled model)."
        : `Did you mean "${near}"?`,
  });
}
