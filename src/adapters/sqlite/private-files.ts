import { chmodSync, closeSync, lstatSync, openSync, readdirSync } from "node:fs";
import { dirname } from "node:path";
import { errorCodeOf } from "../../core/index.ts";
import { mapFolderError } from "./map-sqlite-error.ts";

/** Permissions of the group and of all others. */
const OTHERS = 0o077;
/** Codes of a file of another user, of a file system without permissions, and of a missing file. */
const UNCHANGEABLE = ["EPERM", "EACCES", "EROFS", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "ENOENT"];
/** Names that Lydian or its user puts into a store's folder. */
const STORE_NAME = /^(?:(?:store|state)\.db.*|settings\.yaml|\.uploads|profiles|prompts|repair-.*)$/;

/**
 * Creates an empty file for a new database, which only the user may read. SQLite gives its log the same permissions. An
 * existing file is never opened: closing it would release SQLite's locks in this process.
 *
 * @throws {StoreUnavailableError} if the operating system refuses
 */
export function createPrivateFile(path: string): void {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if (errorCodeOf(error) !== "EEXIST") throw mapFolderError(error, dirname(path));
  }
}

/**
 * Takes the permissions of all other users from a database, its log and its folder, which an earlier version or another
 * program has left open. A folder that holds other files, too, stays as it is, and so does what cannot be changed.
 */
export function tightenFiles(path: string): void {
  if (process.platform === "win32") return;
  for (const file of [path, `${path}-wal`, `${path}-shm`]) orUnchanged(() => tighten(file));
  orUnchanged(() => {
    const folder = dirname(path);
    if (readdirSync(folder).every((name) => STORE_NAME.test(name))) tighten(folder);
  });
}

/**
 * Removes the permissions of others. A link is not followed, because it may lead to a file that is not of the store.
 */
function tighten(path: string): void {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink() || (stats.mode & OTHERS) === 0) return;
  chmodSync(path, stats.mode & 0o777 & ~OTHERS);
}

function orUnchanged(change: () => void): void {
  try {
    change();
  } catch (error) {
    if (!UNCHANGEABLE.includes(errorCodeOf(error))) throw error;
  }
}
