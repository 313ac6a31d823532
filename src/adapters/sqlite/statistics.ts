import { statSync } from "node:fs";
import type { StoreStatistics } from "../../core/index.ts";
import { readFormatVersion } from "./check-format.ts";
import type { Connection } from "./connection.ts";
import { countRow } from "./row-schemas.ts";

/** Counts documents and chunks. `sizeBytes` includes the write-ahead log. */
export function readStatistics(connection: Connection): StoreStatistics {
  const sql = "SELECT (SELECT COUNT(*) FROM documents) AS documents, (SELECT COUNT(*) FROM chunks) AS chunks";
  const { documents, chunks } = connection.get(countRow, sql) ?? { documents: 0, chunks: 0 };
  const sizeBytes = sizeOf(connection.path) + sizeOf(`${connection.path}-wal`);
  return { path: connection.path, formatVersion: readFormatVersion(connection), sizeBytes, documents, chunks };
}

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
