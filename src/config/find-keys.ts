import { InvalidSettingsError } from "../core/index.ts";
import type { AnsweringModelChoice } from "./answering-model.ts";
import type { EmbeddingModelChoice } from "./embedding-model.ts";
import type { Environment } from "./read-environment.ts";
import { readKeyFile } from "./read-key-file.ts";
import type { RerankingModelChoice } from "./reranking-model.ts";

/** Purpose of a key. */
export type KeyUse = "embedding" | "reranking" | "answering" | "judging";

/** Errors of reading the key file, by purpose. Only calls that need such a key fail. */
export type KeyProblems = Readonly<Partial<Record<KeyUse, InvalidSettingsError>>>;

interface NeededKey {
  readonly model: EmbeddingModelChoice | RerankingModelChoice | AnsweringModelChoice | undefined;
  /** Environment variable with the key; undefined: the provider's usual one. */
  readonly keyName: string | undefined;
}

interface FoundKeys {
  readonly keys: Readonly<Partial<Record<KeyUse, string>>>;
  readonly keyProblems: KeyProblems;
}

const usualKeyNames: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    openai: "OPENAI_API_KEY",
    anthropic: "ANTHROPIC_API_KEY",
    google: "GOOGLE_GENERATIVE_AI_API_KEY",
    cohere: "COHERE_API_KEY",
  }),
);

/** Returns the usual environment variable for the key of a provider's model; undefined for a provider without keys. */
export const usualKeyName = (model: string): string | undefined => usualKeyNames.get(model.split(":")[0] ?? "");

/**
 * Finds keys in the environment, or else in the user's key file, which is read only if a key is missing.
 *
 * @param file  path of the user's key file
 */
export async function findKeys(
  needed: Readonly<Record<KeyUse, NeededKey>>,
  environment: Environment,
  file: string,
): Promise<FoundKeys> {
  const keys: Partial<Record<KeyUse, string>> = {};
  const keyProblems: Partial<Record<KeyUse, InvalidSettingsError>> = {};
  const uses = ["embedding", "reranking", "answering", "judging"] as const;
  for (const use of uses) {
    const name = nameOf(needed[use]);
    if (name === undefined) continue;
    const key = environment[name] || (await readFromFile(file, name));
    if (key instanceof InvalidSettingsError) keyProblems[use] = key;
    else if (key !== undefined) keys[use] = key;
  }
  return { keys, keyProblems };
}

function nameOf({ model, keyName }: NeededKey): string | undefined {
  return model?.kind === "provider" ? (keyName ?? usualKeyName(model.name)) : undefined;
}

async function readFromFile(file: string, name: string): Promise<string | InvalidSettingsError | undefined> {
  try {
    return (await readKeyFile(file))?.[name];
  } catch (error) {
    if (error instanceof InvalidSettingsError) return error;
    throw error;
  }
}
