import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileUnwritableError, type SpoolStream } from "../../core/index.ts";
import { toReadableFile } from "./open-readable-file.ts";
import { reasonOf } from "./reason-of.ts";

/** Saves a stream in a temporary file without a name, so that nothing is left however the process ends. */
export const spoolStream: SpoolStream = async (bytes, signal) => {
  const handle = await orUnwritable(openNameless);
  try {
    let sizeBytes = 0;
    for await (const piece of bytes) {
      signal.throwIfAborted();
      await orUnwritable(() => handle.writeFile(piece));
      sizeBytes += piece.length;
    }
    return toReadableFile(handle, sizeBytes);
  } catch (error) {
    await handle.close();
    throw error;
  }
};

async function openNameless(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), "lydian-stream-"));
  try {
    return await open(join(folder, "bytes"), "wx+", 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function orUnwritable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new FileUnwritableError(`The input cannot be saved in ${tmpdir()}: ${reasonOf(error)}.`, {
      hint: "Free some space there, or set TMPDIR to a folder on a larger disk.",
      cause: error,
    });
  }
}
