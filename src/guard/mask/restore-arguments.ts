import { mapTexts, parseJson } from "../../core/index.ts";
import type { Vault } from "./create-vault.ts";

/** Restores the arguments of a tool: each text in them if they are JSON, since a value may have quotation marks. */
export async function restoreArguments({ restore }: Pick<Vault, "restore">, input: string): Promise<string> {
  if (restore(input) === input) return input;
  const value = parseJson(input);
  return value === undefined ? restore(input) : JSON.stringify(await mapTexts(value, restore));
}
