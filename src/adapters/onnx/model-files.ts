import { access } from "node:fs/promises";
import { join } from "node:path";
import { ModelUnavailableError } from "../../core/index.ts";
import { hashFile } from "./hash-file.ts";
import { readCardHashes } from "./model-card.ts";

export const MODEL_FILE = "model.onnx";
export const TOKENIZER_FILE = "tokenizer.json";

/** @throws {ModelUnavailableError} if the folder lacks the model or its tokenizer */
export async function requireModelFiles(folder: string): Promise<void> {
  for (const name of [MODEL_FILE, TOKENIZER_FILE]) {
    try {
      await access(join(folder, name));
    } catch (error) {
      throw new ModelUnavailableError(`The model folder ${folder} has no readable ${name}.`, {
        hint: "Name a folder with model.onnx and tokenizer.json (embedding.model, rerank.model), or install Lydian again.",
        cause: error,
      });
    }
  }
}

/** The error for a file whose bytes are not those that the card promises. */
export function fileDiffers(path: string): ModelUnavailableError {
  return new ModelUnavailableError(`The model file ${path} differs from the SHA-256 of its model card.`, {
    hint: "The file is damaged or was exchanged: install Lydian again, or correct sha256 in model.json.",
  });
}

/**
 * Compares every file that a model's card names with its SHA-256.
 *
 * @returns the names of the files that were compared; empty if the folder has no card
 * @throws {ModelUnavailableError} if a file is missing or differs
 */
export async function verifyModelFiles(folder: string): Promise<readonly string[]> {
  await requireModelFiles(folder);
  const hashes = Object.entries(await readCardHashes(folder));
  for (const [name, expected] of hashes) {
    const path = join(folder, name);
    if ((await hashIfReadable(path)) !== expected) throw fileDiffers(path);
  }
  return hashes.map(([name]) => name);
}

/** The card's hashes, and the measured ones of a model or tokenizer that it does not name. */
export async function knownHashes(
  folder: string,
  named: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, string>>> {
  const measured: Record<string, string> = {};
  for (const name of [MODEL_FILE, TOKENIZER_FILE]) {
    if (named[name] === undefined) measured[name] = await hashFile(join(folder, name));
  }
  return { ...named, ...measured };
}

async function hashIfReadable(path: string): Promise<string> {
  try {
    return await hashFile(path);
  } catch (error) {
    throw new ModelUnavailableError(`The model file ${path} can not be read.`, { cause: error });
  }
}
