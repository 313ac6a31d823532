import { existsSync, linkSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { mapFolderError } from "./map-sqlite-error.ts";

export interface ReplacementOptions {
  /** Folder of the new database. It is removed afterwards. */
  readonly from: string;
  /** New name of the old database; not in use in the store's folder. */
  readonly name: string;
  /** Name of the database. Default: `store.db`. */
  readonly file?: "store.db" | "state.db";
}

/**
 * Replaces a database of a store by the one in another folder, and renames the old one.
 *
 * @returns the new path of the old database
 * @throws {StoreUnavailableError} if the folder may not be changed
 */
export function replaceStoreFile(directory: string, { from, name, file = "store.db" }: ReplacementOptions): string {
  const [path, oldPath] = [join(resolve(directory), file), join(resolve(directory), name)];
  try {
    preserveOldFile(path, oldPath);
    // The old log must go first: SQLite would apply it to the new database.
    if (existsSync(`${path}-wal`)) renameSync(`${path}-wal`, `${oldPath}-wal`);
    rmSync(`${path}-shm`, { force: true });
    renameSync(join(from, file), path);
    rmSync(from, { recursive: true, force: true });
  } catch (error) {
    throw mapFolderError(error, directory);
  }
  return oldPath;
}

/**
 * Adds a second name by a hard link, so that a store exists at every moment. Moves the file if links are unsupported.
 */
function preserveOldFile(path: string, oldPath: string): void {
  try {
    linkSync(path, oldPath);
  } catch (error) {
    if (existsSync(oldPath)) throw error;
    renameSync(path, oldPath);
  }
}
