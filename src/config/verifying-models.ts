import { resolve } from "node:path";
import { InvalidSettingsError } from "../core/index.ts";
import { type AnsweringModelChoice, answeringModel } from "./answering-model.ts";
import { modelPath } from "./model-path.ts";

/** What `verify.entailment` and `verify.judge` name. */
export interface VerifyingModels {
  /** A folder, absolute. */
  readonly entailment?: string;
  readonly judge?: Exclude<AnsweringModelChoice, { readonly kind: "extractive" }>;
  /** Of the judge's provider, from the environment. */
  readonly judgingKey?: string;
}

/**
 * What the value of `verify.judge` means.
 *
 * @param folders  `folder`: that a relative path starts from, the one of the file that sets it; `models`: of what was pulled
 * @throws {InvalidSettingsError} if it is no language model
 */
export function judgingModel(
  model: string | undefined,
  folders: { readonly folder: string; readonly models: string },
): VerifyingModels["judge"] {
  if (model === undefined) return undefined;
  const choice = answeringModel(model, folders);
  if (choice.kind !== "extractive") return choice;
  throw new InvalidSettingsError("verify.judge is extractive, which judges nothing.", {
    hint: "Name a language model, as in ollama:qwen3, or leave the setting out.",
  });
}

/** The folder that `verify.entailment` names, absolute. */
export function entailmentFolder(path: string | undefined, folder: string): string | undefined {
  return path === undefined ? undefined : (modelPath(path, folder) ?? resolve(folder, path));
}
