import { setImmediate } from "node:timers/promises";
import type { z } from "zod";
import { checkBlock } from "./block-rows.ts";
import type { Connection } from "./connection.ts";
import { keyedBlockRow } from "./rows.ts";

const tables = ["document_blocks", "original_blocks", "segment_blocks"];
const BLOCKS_AT_ONCE = 16;

/**
 * Compares each block of a store with its checksum, some at a time, so that the rest of the process goes on.
 *
 * @throws {BlockCorruptError} if one differs
 */
export async function checkAllBlocks(connection: Connection, signal: AbortSignal): Promise<void> {
  for (const table of tables) {
    const sql = `SELECT rowid AS key, number, checksum, bytes FROM ${table} WHERE rowid > @after
      ORDER BY rowid LIMIT ${BLOCKS_AT_ONCE}`;
    let after: number | undefined = 0;
    while (after !== undefined) {
      signal.throwIfAborted();
      const rows: readonly z.infer<typeof keyedBlockRow>[] = connection.all(keyedBlockRow, sql, { after });
      for (const row of rows) checkBlock(row, `${table}, row ${row.key}`);
      after = rows.at(-1)?.key;
      await setImmediate();
    }
  }
}
