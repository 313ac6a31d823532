import { type Configuration, keyFile, readKeyFile, usualKeyName } from "../../config/index.ts";
import type { ModelInfo } from "../../library/index.ts";

/** Finding of a check: a sentence, or a problem with its fix. */
export type Finding =
  | string
  | { readonly problem: string; readonly hint: string; readonly details?: readonly string[] };

/** Provider's model, and the source of its key. */
interface ProviderModel {
  readonly model: string;
  /** Setting that names another environment variable. */
  readonly setting: string;
  readonly keyName: string | undefined;
  readonly key: string | undefined;
  readonly keyProblem: Configuration["keyProblems"]["embedding"];
}

/** Describes a provider's model and its key. Contacts no service. */
export function describeProvider({ model, key, keyName, keyProblem, setting }: ProviderModel): Finding {
  if (key !== undefined) return `${model}, with a key; the service was not called.`;
  const variable = keyName ?? usualKeyName(model);
  if (variable === undefined) return `${model}, without a key; the service was not called.`;
  if (keyProblem !== undefined)
    return { problem: `${model} needs a key. ${keyProblem.message}`, hint: keyProblem.hint ?? `Set ${variable}.` };
  return {
    problem: `${model} needs a key, and the variable ${variable} is not set.`,
    hint: `Set the variable, put the key in keys.yaml, or name another variable with ${setting}.`,
  };
}

/** Describes a model that writes answers or judges claims. */
export function describeListed(configuration: Configuration, listed: ModelInfo): Finding {
  const { settings, answeringKey, verifyingModels, keyProblems } = configuration;
  const { name: model, status, path = "", message = "" } = listed;
  if (listed.origin === "provider")
    return listed.job === "judging"
      ? describeProvider({
          model,
          keyName: settings.verify.keyName,
          setting: "verify.keyName",
          key: verifyingModels.judgingKey,
          keyProblem: keyProblems.judging,
        })
      : describeProvider({
          model,
          keyName: settings.answer.keyName,
          setting: "answer.keyName",
          key: answeringKey,
          keyProblem: keyProblems.answering,
        });
  if (status === "problem")
    return { problem: message, hint: `Fix ${settingOf[listed.job]} in the settings, or put the files there.` };
  if (status === "ready") return "None is set: answers are sentences of the documents.";
  return status === "verified"
    ? `${path}; it has the SHA-256 that it came with.`
    : `${path}; there is no SHA-256 to compare it with.`;
}

const settingOf = {
  embedding: "embedding.model",
  reranking: "rerank.model",
  answering: "answer.model",
  entailment: "verify.entailment",
  judging: "verify.judge",
} as const;

/** Checks the file of keys, even if no model needs a key now. */
export async function checkKeys({ userFolder }: Configuration): Promise<Finding> {
  const path = keyFile(userFolder);
  const keys = await readKeyFile(path);
  if (keys === undefined) return "There is no keys.yaml; keys come from the environment.";
  return `${path}: ${Object.keys(keys).length} keys, which only you may read.`;
}
