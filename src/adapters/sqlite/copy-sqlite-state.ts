import { join, resolve } from "node:path";
import { StoreUnavailableError } from "../../core/index.ts";
import { type Connection, openConnection } from "./connection.ts";
import { mapSqliteError } from "./map-sqlite-error.ts";
import { checkRow } from "./row-schemas.ts";
import { checkState } from "./state-format.ts";
import { whenFree } from "./when-free.ts";

export interface StateCopyOptions {
  /** The store's folder. */
  readonly directory: string;
  /** Maximum wait for another process's lock, in milliseconds. */
  readonly waitMs: number;
  /** Path of the copy. There must be no database yet. */
  readonly to: string;
}

/**
 * Copies one committed state of `state.db` while others read and write, and checks the copy's structure.
 *
 * @throws {StoreUnavailableError} if `state.db` cannot be read, or the copy cannot be written
 */
export async function copySqliteState(options: StateCopyOptions, signal: AbortSignal): Promise<void> {
  const { directory, waitMs, to } = options;
  const path = join(resolve(directory), "state.db");
  const connection = await whenFree(() => openConnection(path, { readonly: true }), { path, waitMs }, signal);
  try {
    checkState(connection);

    // The transaction fixes one state. Without it, SQLite restarts the copy whenever another process commits.
    connection.run("BEGIN");
    checkState(connection);
    await connection.copyTo(to, () => signal.throwIfAborted());
  } catch (error) {
    throw mapSqliteError(error, to);
  } finally {
    connection.close();
  }

  checkCopy(openConnection(to, { readonly: false }));
}

function checkCopy(copy: Connection): void {
  try {
    const [first] = checkRow.parse(copy.pragma("quick_check(1)"));
    if (first?.quick_check !== "ok")
      throw new StoreUnavailableError(`The copy of the saved answers is damaged: ${copy.path}.`, {
        hint: "The file state.db itself may be damaged. Restore it from an older backup.",
      });
  } catch (error) {
    throw mapSqliteError(error, copy.path);
  } finally {
    copy.close();
  }
}
