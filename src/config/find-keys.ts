import { InvalidSettingsError } from "../core/index.ts";
import type { AnsweringModelChoice } from "./answering-model.ts";
import type { EmbeddingModelChoice } from "./embedding-model.ts";
import type { Environment } from "./read-environment.ts";
import { readKeyFile } from "./read-key-file.ts";
import type { RerankingModelChoice } from "./reranking-model.ts";

/** What a key is for. */
export type KeyUse = "embedding" | "reranking" | "answering" | "judging";

/** The file of keys can not be read, and may have had the key. Only who needs the key is stopped by it. */
export type KeyProblems = Readonly<Partial<Record<KeyUse, InvalidSettingsError>>>;

interface KeyWanted {
  readonly model: EmbeddingModelChoice | RerankingModelChoice | AnsweringModelChoice | undefined;
  /** Of the variable that has it; absent: the provider's usual one. */
  readonly keyName: string | undefined;
}

interface FoundKeys {
  readonly keys: Readonly<Partial<Record<KeyUse, string>>>;
  readonly keyProblems: KeyProblems;
}

const usualKeyNames: Readonly<Record<string, string>> = {
  openai: "OPENAI_API_KEY",
  anthropic: "ANTHROPIC_API_KEY",
  google: "GOOGLE_GENERATIVE_AI_API_KEY",
  cohere: "COHERE_API_KEY",
};

/** The variable that usually has the key of a provider's model; undefined for a provider that needs none. */
export const usualKeyName = (model: string): string | undefined => usualKeyNames[model.split(":")[0] ?? ""];

/** Keys from the environment, else from the user's file, which is read only where one is missing. */
export async function findKeys(
  wanted: Readonly<Record<KeyUse, KeyWanted>>,
  { environment, file }: { readonly environment: Environment; readonly file: string },
): Promise<FoundKeys> {
  const keys: Partial<Record<KeyUse, string>> = {};
  const keyProblems: Partial<Record<KeyUse, InvalidSettingsError>> = {};
  const uses = ["embedding", "reranking", "answering", "judging"] as const;
  for (const use of uses) {
    const name = nameOf(wanted[use]);
    if (name === undefined) continue;
    const found = environment[name] || (await readFiled(file, name));
    if (found instanceof InvalidSettingsError) keyProblems[use] = found;
    else if (found !== undefined) keys[use] = found;
  }
  return { keys, keyProblems };
}

function nameOf({ model, keyName }: KeyWanted): string | undefined {
  return model?.kind === "provider" ? (keyName ?? usualKeyName(model.name)) : undefined;
}

async function readFiled(file: string, name: string): Promise<string | InvalidSettingsError | undefined> {
  try {
    return (await readKeyFile(file))?.[name];
  } catch (error) {
    if (error instanceof InvalidSettingsError) return error;
    throw error;
  }
}
