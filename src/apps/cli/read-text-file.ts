import { readFile, stat } from "node:fs/promises";
import {
  errorCodeOf,
  FileTooLargeError,
  FileUnreadableError,
  InvalidArgumentError,
  MEGABYTE_BYTES,
} from "../../core/index.ts";
import type { CommandContext } from "./command-context.ts";

/** Maximum size of a file. The library takes texts of 5,000,000 characters, each of up to four bytes. */
const MAX_BYTES = 20 * MEGABYTE_BYTES;

/**
 * Reads a text file in UTF-8, or standard input for `-`.
 *
 * @throws {FileTooLargeError} if it is larger than 20 MB
 * @throws {FileUnreadableError} if it does not exist, or may not be read
 * @throws {InvalidArgumentError} if its bytes are not text in UTF-8
 */
export async function readTextFile(context: Pick<CommandContext, "terminal">, file: string): Promise<string> {
  const bytes = await readBytes(context, file);
  const text = decode(bytes);
  if (text !== undefined && !text.includes("\0")) return text;
  throw new InvalidArgumentError(`${file === "-" ? "Standard input" : file} is not text in UTF-8.`, {
    hint: "Add the file to a collection. `lydian show` prints its text.",
  });
}

async function readBytes({ terminal }: Pick<CommandContext, "terminal">, file: string): Promise<Uint8Array> {
  if (file === "-") {
    const bytes = await terminal.readInput();
    if (bytes.length > MAX_BYTES) throw tooLarge("Standard input", bytes.length);
    return bytes;
  }
  try {
    const { size } = await stat(file);
    if (size > MAX_BYTES) throw tooLarge(file, size);
    return await readFile(file);
  } catch (error) {
    if (error instanceof FileTooLargeError) throw error;
    throw new FileUnreadableError(`${file} cannot be read (${errorCodeOf(error) || "unknown"}).`, {
      hint: "Name a text file that you may read, or `-` for standard input.",
      cause: error,
    });
  }
}

function tooLarge(name: string, sizeBytes: number): FileTooLargeError {
  return new FileTooLargeError(`${name} has ${sizeBytes} bytes; the maximum is ${MAX_BYTES}.`, {
    hint: "Check the text in parts.",
  });
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
