import { readFile } from "node:fs/promises";
import { FileUnreadableError } from "../../core/index.ts";
import { reasonOf } from "./reason-of.ts";

/** @throws {FileUnreadableError} if the file has gone, may not be read, or is larger than one buffer (2 GiB) */
export async function readFileBytes(path: string, signal: AbortSignal): Promise<Uint8Array> {
  try {
    return await readFile(path, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw new FileUnreadableError(`The file ${path} can not be read: ${reasonOf(error)}.`, {
      hint: "Check that it is still there and that you may read it.",
      cause: error,
    });
  }
}
