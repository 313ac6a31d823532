import { open } from "node:fs/promises";
import { InvalidSettingsError, MEGABYTE_BYTES } from "../core/index.ts";

/** Maximum size of a file of settings. A larger one would take seconds to parse. */
const MAX_MEGABYTES = 4;

/**
 * Reads a file of settings, a policy or a profile.
 *
 * @throws {InvalidSettingsError} if it is larger than 4 MB; nothing of it is read
 * @throws the operating system's error if it cannot be read
 */
export async function readLimitedFile(path: string): Promise<Buffer> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    if (size <= MAX_MEGABYTES * MEGABYTE_BYTES) return await handle.readFile();
    throw new InvalidSettingsError(
      `The file ${path} has ${(size / MEGABYTE_BYTES).toFixed(1)} MB. Settings, policies and profiles may have ${MAX_MEGABYTES} MB.`,
      { hint: "Check that it is the right file, or make it shorter." },
    );
  } finally {
    await handle.close();
  }
}
