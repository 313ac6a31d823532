import type { Connection } from "./connection.ts";
import { countRow } from "./rows.ts";

/** From here on all reads of the connection see the same state, whatever others commit. */
export function beginReading(connection: Connection): void {
  connection.run("BEGIN");
  connection.get(countRow, "SELECT COUNT(*) AS documents, 0 AS chunks FROM collections");
}
