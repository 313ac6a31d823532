import type { Connection } from "./connection.ts";
import { countRow } from "./row-schemas.ts";

/** Opens a read transaction. Until it ends, all reads of the connection see the same state, whatever others commit. */
export function beginReading(connection: Connection): void {
  connection.run("BEGIN");

  // SQLite fixes the state at the first read, not at BEGIN.
  connection.get(countRow, "SELECT COUNT(*) AS documents, 0 AS chunks FROM collections");
}
