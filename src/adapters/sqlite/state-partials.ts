import { crc32 } from "node:zlib";
import { z } from "zod";
import type { PartialRecord } from "../../core/index.ts";
import type { Connection } from "./connection.ts";

const partialRow = z.object({ key: z.string(), kept_at: z.string(), checksum: z.number(), record: z.string() });
const countRow = z.object({ tables: z.number() });

/** Saves an intermediate result, and replaces the one with the same key. */
export function keepPartial(connection: Connection, { key, record, keptAt }: PartialRecord): void {
  connection.run(
    `INSERT INTO partials (key, kept_at, checksum, record) VALUES (@key, @keptAt, @checksum, @record)
     ON CONFLICT (key) DO UPDATE SET kept_at = @keptAt, checksum = @checksum, record = @record`,
    { key, keptAt, checksum: crc32(record), record },
  );
}

/** Returns an intermediate result, or undefined if there is none or it is damaged: it can be computed again. */
export function readPartial(connection: Connection, key: string): PartialRecord | undefined {
  if (!hasPartials(connection)) return undefined;
  const row = connection.get(partialRow, "SELECT key, kept_at, checksum, record FROM partials WHERE key = @key", {
    key,
  });
  if (row === undefined || crc32(row.record) !== row.checksum) return undefined;
  return { key, record: row.record, keptAt: row.kept_at };
}

/**
 * Removes the intermediate results saved before a time (ISO 8601), or all of them if no time is given. Returns their
 * number.
 */
export function forgetPartials(connection: Connection, before: string | undefined): number {
  if (!hasPartials(connection)) return 0;
  const sql = "DELETE FROM partials WHERE @before IS NULL OR kept_at < @before";
  return connection.run(sql, { before: before ?? null }).changes;
}

/**
 * Returns whether the file has the table of intermediate results. A file of version 1 that is opened read-only lacks
 * it.
 */
function hasPartials(connection: Connection): boolean {
  const sql = "SELECT count(*) AS tables FROM sqlite_master WHERE type = 'table' AND name = 'partials'";
  return connection.get(countRow, sql)?.tables === 1;
}
