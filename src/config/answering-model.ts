import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { InvalidSettingsError, nearestNames, redactUser } from "../core/index.ts";

/** What `answer.model` names. */
export type AnsweringModelChoice =
  | { readonly kind: "extractive" }
  /** A GGUF file, absolute. */
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "provider"; readonly name: string };

const providers = ["openai", "anthropic", "google", "ollama", "openai-compatible"];

/** Of a model that was pulled; everything else behind `gguf:` is a path. */
export const PULLED_NAME = /^(?!.*\.gguf$)[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/u;

/** The file of a pulled model. */
export function pulledPath(models: string, name: string): string {
  return join(models, `${name}.gguf`);
}

/**
 * What the value of `answer.model` means.
 *
 * @param folders  `folder`: that a relative path starts from, the one of the file that sets it; `models`: of what was pulled
 * @throws {InvalidSettingsError} if it is neither `extractive`, nor a GGUF file, nor a provider's model
 */
export function answeringModel(
  model: string,
  { folder, models }: { readonly folder: string; readonly models: string },
): AnsweringModelChoice {
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
        ? "Set answer.model to extractive, or to a provider's model (ollama:qwen3, openai:NAME, openai-compatible:URL#NAME), or to a file (gguf:PATH, or gguf:NAME of a pulled one)."
        : `Did you mean "${near}"?`,
  });
}
