import { mkdirSync } from "node:fs";
import { mapFolderError } from "./map-sqlite-error.ts";

/**
 * Creates the store's folder and the folders above it. Only the user may enter new ones.
 *
 * @throws {StoreUnavailableError} if the operating system refuses
 */
export function makeStoreFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw mapFolderError(error, folder);
  }
}
