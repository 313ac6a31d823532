import { join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { z } from "zod";
import { type CopyProgress, type StoreStatistics, StoreUnavailableError } from "../../core/index.ts";
import { beginReading } from "./begin-reading.ts";
import { checkBlock } from "./block-rows.ts";
import { readFormatVersion } from "./check-format.ts";
import { KEYS_PER_DOCUMENT } from "./chunk-keys.ts";
import { type Connection, openConnection } from "./connection.ts";
import { mapSqliteError } from "./map-sqlite-error.ts";
import { openConnections } from "./open-connections.ts";
import { checkRow, keyedBlockRow } from "./row-schemas.ts";
import { readStatistics } from "./statistics.ts";

/** Tables of checked bytes, with the number of a row in the whole that it belongs to. */
const blockTables = {
  document_blocks: "number",
  original_blocks: "number",
  segment_blocks: "number",
  chunks: `key % ${KEYS_PER_DOCUMENT}`,
} as const;
const BLOCKS_AT_ONCE = 16;

export interface StoreCopyOptions {
  /** The store's folder. */
  readonly directory: string;
  /** Maximum wait for another process's lock, in milliseconds. */
  readonly waitMs: number;
  /** Path of the copy. There must be no database yet. */
  readonly to: string;
  /** Receives the progress after each step. */
  onProgress(progress: CopyProgress): void;
}

/**
 * Copies a store page by page while others read and write. A read transaction fixes the state at the start.
 *
 * The structure of the copy and the checksum of each block are checked.
 *
 * @returns the statistics of the copy
 * @throws {StoreUnavailableError} if there is no store, or the copy cannot be written
 * @throws {BlockCorruptError} if a block of the store is damaged
 */
export async function copySqliteStore(options: StoreCopyOptions, signal: AbortSignal): Promise<StoreStatistics> {
  const { directory, waitMs, to, onProgress } = options;
  const path = join(resolve(directory), "store.db");
  const { readConnection } = await openConnections({ path, waitMs, mode: "read", create: false }, signal);
  try {
    beginReading(readConnection);
    await readConnection.copyTo(to, (progress) => {
      signal.throwIfAborted();
      onProgress(progress);
    });
  } catch (error) {
    throw mapSqliteError(error, to);
  } finally {
    readConnection.close();
  }

  return checkCopy(to, signal);
}

async function checkCopy(path: string, signal: AbortSignal): Promise<StoreStatistics> {
  // Not read-only: SQLite deletes the copy's write-ahead log only when a writable connection closes.
  const connection = openConnection(path, { readonly: false });
  try {
    const [first] = checkRow.parse(connection.pragma("quick_check(1)"));
    if (first?.quick_check !== "ok")
      throw new StoreUnavailableError(`The copy of the store is damaged, and the store itself may be: ${path}.`, {
        hint: "Run `lydian doctor`. If the store is damaged, restore it from an older backup.",
      });
    await checkAllBlocks(connection, signal);
    return readStatistics(connection);
  } catch (error) {
    throw mapSqliteError(error, path);
  } finally {
    connection.close();
  }
}

/**
 * Compares each block of a store with its checksum, a few at a time, so that other work of the process can run.
 *
 * @throws {BlockCorruptError} if one differs
 */
async function checkAllBlocks(connection: Connection, signal: AbortSignal): Promise<void> {
  const tables = Object.entries(blockTables);
  // Before version 3, the rows of chunks have no checksum.
  for (const [table, number] of readFormatVersion(connection) < 3 ? tables.slice(0, -1) : tables) {
    const sql = `SELECT rowid AS key, ${number} AS number, checksum, bytes FROM ${table} WHERE rowid > @after
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
