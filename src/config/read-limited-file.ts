import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { InvalidSettingsError, MEGABYTE_BYTES } from "../core/index.ts";

/** Maximum size of a file of settings. A larger one would take seconds to parse. */
const MAX_MEGABYTES = 4;
const MAX_BYTES = MAX_MEGABYTES * MEGABYTE_BYTES;

/**
 * Reads a file of settings, a policy or a profile.
 *
 * @throws {InvalidSettingsError} if it is larger than 4 MB, or is a pipe
 * @throws the operating system's error if it cannot be read
 */
export async function readLimitedFile(path: string): Promise<Buffer> {
  const file = await openSettingsFile(path);
  try {
    return await readOpenFile(file, path);
  } finally {
    await file.close();
  }
}

/**
 * Opens a file of settings, a policy, a profile or keys.
 *
 * @throws {InvalidSettingsError} if it is a pipe, whose writer may never come
 * @throws the operating system's error if it cannot be opened
 */
export async function openSettingsFile(path: string): Promise<FileHandle> {
  // O_NONBLOCK: opening a pipe would otherwise wait for its writer, and nothing could stop that.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  if (!(await file.stat()).isFIFO()) return file;
  await file.close();
  throw new InvalidSettingsError(`${path} is a pipe, not a file.`, { hint: "Write its contents to a file." });
}

/**
 * Reads a file of settings that is open, and leaves it open.
 *
 * @throws {InvalidSettingsError} if it is larger than 4 MB
 * @throws the operating system's error if it cannot be read
 */
export async function readOpenFile(file: FileHandle, path: string): Promise<Buffer> {
  // A link may lead to a device, which has no size and may never end.
  const bytes = await buffer(file.createReadStream({ end: MAX_BYTES, autoClose: false }));
  if (bytes.length <= MAX_BYTES) return bytes;
  throw new InvalidSettingsError(
    `The file ${path} has more than ${MAX_MEGABYTES} MB, which is the maximum for settings, policies, profiles and keys.`,
    { hint: "Check that it is the right file, or make it shorter." },
  );
}
