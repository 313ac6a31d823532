import { constants } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { FileUnreadableError } from "../../core/index.ts";
import { bytesOfPath, realPathOf, shownPath } from "./path-bytes.ts";
import { reasonOf } from "./reason-of.ts";

/** Size above which a file is read into memory that threads share: a smaller one is copied for them in no time. */
const MAX_COPIED_BYTES = 262_144;
/** Number of bytes that are read at once. */
const PIECE_BYTES = 4_194_304;
/** Maximum size of a file: that of one buffer. */
const MAX_BYTES = 2 ** 31 - 1;

/**
 * Reads a file, a large one into memory that threads share. The file that was opened is checked, because a path can be
 * replaced by a link at any time.
 *
 * @param root  real path of the folder that the file must be in. Undefined if the file itself was named
 * @throws {FileUnreadableError} if the file is missing, is not a regular file, may not be read, is larger than one
 *   buffer (2 GiB), or is outside `root`
 */
export async function readFileBytes(path: string, root: string | undefined, signal: AbortSignal): Promise<Uint8Array> {
  try {
    // O_NONBLOCK: opening a pipe would otherwise wait for its writer.
    const handle = await open(bytesOfPath(path), constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      await requireInside(handle, path, root);
      return await readAll(handle, signal);
    } finally {
      await handle.close();
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof FileUnreadableError) throw error;
    throw unreadable(path, reasonOf(error), error);
  }
}

async function readAll(handle: FileHandle, signal: AbortSignal): Promise<Uint8Array> {
  const { size } = await handle.stat();
  if (size <= MAX_COPIED_BYTES || size > MAX_BYTES) return handle.readFile({ signal });
  const bytes = new Uint8Array(new SharedArrayBuffer(size));
  let filled = 0;
  while (filled < size) {
    signal.throwIfAborted();
    const { bytesRead } = await handle.read(bytes, filled, Math.min(PIECE_BYTES, size - filled), filled);
    // The file has become shorter.
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

/** Returns whether a real path is the folder or below it. */
export function isInside(path: string, root: string): boolean {
  return `${path}${sep}`.startsWith(join(root, sep));
}

/** Compares the open file with the file that now has a real path inside the folder. Both must be the same file. */
async function requireInside(handle: FileHandle, path: string, root: string | undefined): Promise<void> {
  const opened = await handle.stat({ bigint: true });
  if (!opened.isFile()) throw unreadable(path, "it is not a regular file", undefined);
  if (root === undefined) return;
  const realPath = await realPathOf(path);
  const inside = isInside(realPath, root) ? await stat(bytesOfPath(realPath), { bigint: true }) : undefined;
  if (inside?.dev === opened.dev && inside.ino === opened.ino) return;
  throw unreadable(path, "a link leads out of its folder", undefined);
}

function unreadable(path: string, reason: string, cause: unknown): FileUnreadableError {
  return new FileUnreadableError(`The file ${shownPath(path)} cannot be read: ${reason}.`, {
    hint: "Check that the file still exists and that you may read it.",
    cause,
  });
}
