import { open } from "node:fs/promises";
import { FileUnreadableError, type ReadableFile } from "../../core/index.ts";
import { readableHandle } from "./readable-handle.ts";
import { reasonOf } from "./reason-of.ts";

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
  return readableHandle(handle, found.size);
}

function unreadable(path: string, reason: string, cause: unknown): FileUnreadableError {
  const hint = "Check that it is there and that you may read it.";
  return new FileUnreadableError(`The file ${path} can not be read: ${reason}.`, { hint, cause });
}
