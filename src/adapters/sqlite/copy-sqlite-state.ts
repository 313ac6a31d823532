import { join, resolve } from "node:path";
import { StoreUnavailableError } from "../../core/index.ts";
import { type Connection, openConnection } from "./connection.ts";
import { mapSqliteError } from "./map-sqlite-error.ts";
import { checkRow } from "./rows.ts";
import { checkState } from "./state-format.ts";
import { whenFree } from "./when-free.ts";

/**
 * Copies one committed state of `state.db` while others read and write, and checks the copy's structure.
 *
 * @param copy  `to` is a path without a database
 * @throws {StoreUnavailableError} if it can not be read, or the copy not be written
 */
export async function copySqliteState(
  copy: { readonly directory: string; readonly waitMs: number; readonly to: string },
  signal: AbortSignal,
): Promise<void> {
  const { directory, waitMs, to } = copy;
  const path = join(resolve(directory), "state.db");
  const reading = await whenFree(() => openConnection(path, { readonly: true }), { path, waitMs }, signal);
  try {
    checkState(reading);
    // Holds one state: SQLite begins the copy anew whenever another process commits.
    reading.run("BEGIN");
    checkState(reading);
    await reading.copyTo(to, () => signal.throwIfAborted());
  } catch (error) {
    throw mapSqliteError(error, to);
  } finally {
    reading.close();
  }
  checkCopy(openConnection(to, { readonly: false }));
}

function checkCopy(copy: Connection): void {
  try {
    const [first] = checkRow.parse(copy.pragma("quick_check(1)"));
    if (first?.quick_check !== "ok")
      throw new StoreUnavailableError(`The copy of the saved answers is damaged: ${copy.path}.`, {
        hint: "state.db itself may be damaged: restore it from an older backup.",
      });
  } catch (error) {
    throw mapSqliteError(error, copy.path);
  } finally {
    copy.close();
  }
}
