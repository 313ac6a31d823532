import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileUnwritableError, type SpoolStream } from "../../core/index.ts";
import { readableHandle } from "./readable-handle.ts";
import { reasonOf } from "./reason-of.ts";

/** Keeps a stream's bytes in a temporary file without a name: however the process ends, nothing of it is left. */
export const spoolStream: SpoolStream = async (bytes, signal) => {
  const handle = await orUnwritable(openNameless);
  try {
    let sizeBytes = 0;
    for await (const piece of bytes) {
      signal.throwIfAborted();
      await orUnwritable(() => handle.writeFile(piece));
      sizeBytes += piece.length;
    }
    return readableHandle(handle, sizeBytes);
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
    throw new FileUnwritableError(`What was read can not be kept in ${tmpdir()}: ${reasonOf(error)}.`, {
      hint: "Make room there, or set TMPDIR to a folder on a larger disk.",
      cause: error,
    });
  }
}
