import { existsSync, linkSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { mapFolderError } from "./map-sqlite-error.ts";

/**
 * Puts the database of one folder in the place of a store's, and keeps the one that was there beside it.
 *
 * @param name  that the old database gets; free in the store's folder
 * @returns its path
 * @throws {StoreUnavailableError} if the folder may not be changed
 */
export function replaceStoreFile(directory: string, { from, name }: { readonly from: string; readonly name: string }) {
  const [path, kept] = [join(resolve(directory), "store.db"), join(resolve(directory), name)];
  try {
    keepBeside(path, kept);
    // Before the new one is there: SQLite would take an old log for its own.
    if (existsSync(`${path}-wal`)) renameSync(`${path}-wal`, `${kept}-wal`);
    rmSync(`${path}-shm`, { force: true });
    renameSync(join(from, "store.db"), path);
    rmSync(from, { recursive: true, force: true });
  } catch (error) {
    throw mapFolderError(error, directory);
  }
  return kept;
}

/** By a second name, so that there is a store at every moment; where the file system has none, by a move. */
function keepBeside(path: string, kept: string): void {
  try {
    linkSync(path, kept);
  } catch (error) {
    if (existsSync(kept)) throw error;
    renameSync(path, kept);
  }
}
