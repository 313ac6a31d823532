import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { FileUnreadableError, type ReadableFile } from "../../core/index.ts";
import { reasonOf } from "./reason-of.ts";

const PIECE_BYTES = 1 << 16;

/**
 * Opens a file for reading.
 *
 * @throws {FileUnreadableError} if there is not a regular file, or it may not be read
 */
export async function openReadableFile(path: string): Promise<ReadableFile> {
  // O_NONBLOCK: opening a pipe would otherwise wait for its writer.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    throw createUnreadableError(path, reasonOf(error), error);
  });
  const stats = await handle.stat();
  if (!stats.isFile()) {
    await handle.close();
    throw createUnreadableError(path, "it is not a regular file", undefined);
  }
  return toReadableFile(handle, stats.size);
}

/** Wraps an open file, so that each call of `read` begins at the start of the file. */
export function toReadableFile(handle: FileHandle, sizeBytes: number): ReadableFile {
  return { sizeBytes, read: () => readPieces(handle), close: () => handle.close() };
}

async function* readPieces(handle: FileHandle): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await handle.read(new Uint8Array(PIECE_BYTES), 0, PIECE_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

function createUnreadableError(path: string, reason: string, cause: unknown): FileUnreadableError {
  const hint = "Check that the file exists and that you may read it.";
  return new FileUnreadableError(`The file ${path} cannot be read: ${reason}.`, { hint, cause });
}
