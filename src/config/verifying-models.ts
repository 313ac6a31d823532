import { resolve } from "node:path";
import { InvalidSettingsError } from "../core/index.ts";
import { type AnsweringModelChoice, answeringModel, type ModelFolders } from "./answering-model.ts";
import { modelPath } from "./model-path.ts";

/** The models that `verify.entailment` and `verify.judge` name. */
export interface VerifyingModels {
  /** Absolute path of the model's folder. */
  readonly entailment?: string;
  readonly judge?: Exclude<AnsweringModelChoice, { readonly kind: "extractive" }>;
  /** Key of the judge's provider. */
  readonly judgingKey?: string;
}

/**
 * Interprets the value of `verify.judge`.
 *
 * @throws {InvalidSettingsError} if it is not a language model
 */
export function judgingModel(model: string | undefined, folders: ModelFolders): VerifyingModels["judge"] {
  if (model === undefined) return undefined;
  const choice = answeringModel(model, folders);
  if (choice.kind !== "extractive") return choice;
  throw new InvalidSettingsError("verify.judge is extractive, which cannot judge.", {
    hint: "Name a language model such as ollama:qwen3, or remove the setting.",
  });
}

/** Returns the absolute path of the folder that `verify.entailment` names. */
export function entailmentFolder(path: string | undefined, folder: string): string | undefined {
  return path === undefined ? undefined : (modelPath(path, folder) ?? resolve(folder, path));
}
