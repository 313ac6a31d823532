import { createReadStream } from "node:fs";
import {
  errorCodeOf,
  FileTooLargeError,
  FileUnreadableError,
  InvalidArgumentError,
  MEGABYTE_BYTES,
} from "../../core/index.ts";
import type { CommandContext } from "./command-context.ts";
import { readAtMost } from "./read-at-most.ts";

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
  throw new InvalidArgumentError(`${nameOf(file)} is not text in UTF-8.`, {
    hint: "Add the file to a collection. `lydian show` prints its text.",
  });
}

async function readBytes({ terminal }: Pick<CommandContext, "terminal">, file: string): Promise<Uint8Array> {
  const stream = file === "-" ? terminal.bytes.input : createReadStream(file);
  const bytes = await readAtMost(stream, MAX_BYTES).catch((cause: unknown) => {
    throw new FileUnreadableError(`${nameOf(file)} cannot be read (${errorCodeOf(cause) || "unknown"}).`, {
      hint: "Name a text file that you may read, or `-` for standard input.",
      cause,
    });
  });
  if (bytes !== undefined) return bytes;
  throw new FileTooLargeError(`${nameOf(file)} has more than ${MAX_BYTES / MEGABYTE_BYTES} MB, which is the maximum.`, {
    hint: "Check the text in parts.",
  });
}

const nameOf = (file: string): string => (file === "-" ? "Standard input" : file);

/** Decodes UTF-8. Returns undefined for bytes that are not, which the caller reports. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
