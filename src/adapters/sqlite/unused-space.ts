import { DiskFullError } from "../../core/index.ts";
import { type Connection, inTransaction } from "./connection.ts";
import { isBusy, mapSqliteError } from "./map-sqlite-error.ts";
import { keyRow } from "./row-schemas.ts";
import { emptyLog } from "./write-ahead-log.ts";

/** Name of the mark. It is a view, since dropping a table would leave an unused page behind. */
const MARK = "unused_space";

/** Marks that the file has to be rewritten without its unused pages. The mark stays until that has succeeded. */
export function markUnusedSpace(connection: Connection): void {
  connection.execute(`CREATE VIEW IF NOT EXISTS ${MARK} AS SELECT 1`);
}

/** Returns whether the file still has to be rewritten. */
export function hasUnusedSpace(connection: Connection): boolean {
  const sql = `SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'view' AND name = '${MARK}') AS key`;
  return connection.get(keyRow, sql)?.key === 1;
}

/**
 * Rewrites the file without its unused pages. If the disk is full or another process is writing, the file and the mark
 * stay as they are.
 */
export function removeUnusedSpace(connection: Connection): void {
  // Pages that are still in the log could not be moved into the file once the log has filled the disk.
  attempt(connection, () => emptyLog(connection));
  attempt(connection, () => {
    connection.execute("VACUUM");
    inTransaction(connection, () => connection.execute(`DROP VIEW IF EXISTS ${MARK}`));
  });
  // The log has grown by up to the size of the store, and a full disk needs that space.
  attempt(connection, () => emptyLog(connection));
}

/** Does some work, unless the disk is full or another process is in the way: then a later opening tries it again. */
function attempt(connection: Connection, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!isBusy(error) && !(mapSqliteError(error, connection.path) instanceof DiskFullError)) throw error;
  }
}
