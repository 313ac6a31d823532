import { type FileHandle, open } from "node:fs/promises";
import { FileUnreadableError, type ReadableFile } from "../../core/index.ts";
import { reasonOf } from "./reason-of.ts";

const PIECE_BYTES = 1 << 16;

/** @throws {FileUnreadableError} if there is no regular file that may be read */
export async function openReadableFile(path: string): Promise<ReadableFile> {
  const handle = await open(path, "r").catch((error: unknown) => {
    throw unreadable(path, reasonOf(error), error);
  });
  const found = await handle.stat();
  if (!found.isFile()) {
    await handle.close();
    throw unreadable(path, "it is no regular file", undefined);
  }
  return { sizeBytes: found.size, read: () => readPieces(handle), close: () => handle.close() };
}

async function* readPieces(handle: FileHandle): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await handle.read(new Uint8Array(PIECE_BYTES), 0, PIECE_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

function unreadable(path: string, reason: string, cause: unknown): FileUnreadableError {
  const hint = "Check that it is there and that you may read it.";
  return new FileUnreadableError(`The file ${path} can not be read: ${reason}.`, { hint, cause });
}
