import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { ModelUnavailableError } from "../../core/index.ts";
import { readCardHashes } from "./model-card.ts";

const READ_BYTES = 1 << 20;

export const MODEL_FILE = "model.onnx";
export const TOKENIZER_FILE = "tokenizer.json";

/**
 * Checks that a folder has the model and its tokenizer.
 *
 * @throws {ModelUnavailableError} if one of them is missing or may not be read
 */
export async function requireModelFiles(folder: string): Promise<void> {
  for (const name of [MODEL_FILE, TOKENIZER_FILE]) {
    try {
      await access(join(folder, name));
    } catch (error) {
      throw new ModelUnavailableError(`The model folder ${folder} has no readable ${name}.`, {
        hint: "Name a folder with model.onnx and tokenizer.json (embedding.model, rerank.model), or reinstall Lydian.",
        cause: error,
      });
    }
  }
}

/** Creates the error for a file whose bytes differ from the card's hash. */
export function createFileDiffersError(path: string): ModelUnavailableError {
  return new ModelUnavailableError(`The model file ${path} differs from the SHA-256 of its model card.`, {
    hint: "The file is damaged or was replaced. Reinstall Lydian, or correct sha256 in model.json.",
  });
}

/**
 * Compares every file that a model's card names with its SHA-256.
 *
 * @returns the names of the compared files; none if the folder has no card
 * @throws {ModelUnavailableError} if a file is missing or differs
 */
export async function verifyModelFiles(folder: string): Promise<readonly string[]> {
  await requireModelFiles(folder);
  const hashes = Object.entries(await readCardHashes(folder));
  for (const [name, expected] of hashes) {
    const path = join(folder, name);
    if ((await hashIfReadable(path)) !== expected) throw createFileDiffersError(path);
  }
  return hashes.map(([name]) => name);
}

/** Returns the card's hashes, and computes those of the model and tokenizer if the card lacks them. */
export async function completeHashes(
  folder: string,
  cardHashes: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, string>>> {
  const computedHashes: Record<string, string> = {};
  for (const name of [MODEL_FILE, TOKENIZER_FILE]) {
    if (cardHashes[name] === undefined) computedHashes[name] = await hashFile(join(folder, name));
  }
  return { ...cardHashes, ...computedHashes };
}

async function hashIfReadable(path: string): Promise<string> {
  try {
    return await hashFile(path);
  } catch (error) {
    throw new ModelUnavailableError(`The model file ${path} cannot be read.`, { cause: error });
  }
}

/** Returns the SHA-256 of a file in hexadecimal. The file is read as a stream (34 MB take about 45 ms). */
async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(path, { highWaterMark: READ_BYTES })) hash.update(part);
  return hash.digest("hex");
}
