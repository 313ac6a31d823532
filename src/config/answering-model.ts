import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { InvalidSettingsError, nearestNames } from "../core/index.ts";

/** What `answer.model` names. */
export type AnsweringModelChoice =
  | { readonly kind: "extractive" }
  /** A GGUF file, absolute. */
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "provider"; readonly name: string };

const providers = ["openai", "anthropic", "google", "ollama", "openai-compatible"];

/**
 * What the value of `answer.model` means.
 *
 * @param folder  that a relative path starts from: the folder of the file that sets it
 * @throws {InvalidSettingsError} if it is neither `extractive`, nor a GGUF file, nor a provider's model
 */
export function answeringModel(model: string, folder: string): AnsweringModelChoice {
  if (model === "extractive") return { kind: "extractive" };
  const [, path] = /^gguf:(.+)$/s.exec(model) ?? [];
  if (path !== undefined)
    return { kind: "file", path: path.startsWith("~/") ? join(homedir(), path.slice(2)) : resolve(folder, path) };
  if (providers.some((provider) => model.startsWith(`${provider}:`))) return { kind: "provider", name: model };
  const [near] = nearestNames(model, ["extractive"]);
  throw new InvalidSettingsError(
    `There is no answering model "${model.replace(/\/\/[^/@\s]*@/, "//").slice(0, 80)}".`,
    {
      hint:
        near === undefined
          ? "Set answer.model to extractive, or to a provider's model (ollama:qwen3, openai:NAME, openai-compatible:URL#NAME), or to a file (gguf:PATH)."
          : `Did you mean "${near}"?`,
    },
  );
}
