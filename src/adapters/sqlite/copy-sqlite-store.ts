import { join, resolve } from "node:path";
import { type CopyProgress, type StoreStatistics, StoreUnavailableError } from "../../core/index.ts";
import { beginReading } from "./begin-reading.ts";
import { checkAllBlocks } from "./check-all-blocks.ts";
import { openConnection } from "./connection.ts";
import { mapSqliteError } from "./map-sqlite-error.ts";
import { openConnections } from "./open-connections.ts";
import { checkRow } from "./rows.ts";
import { readStatistics } from "./statistics.ts";

export interface StoreCopy {
  /** The store's folder. */
  readonly directory: string;
  readonly waitMs: number;
  /** Where the copy is made: a path without a database. */
  readonly to: string;
  /** Told after each step, between which others go on. */
  onProgress(progress: CopyProgress): void;
}

/**
 * Copies one committed state of a store, page by page, while others read and write: the state is that of the beginning,
 * held by a reading transaction. The copy is whole or refused: its structure, and the checksum of each block, are checked.
 *
 * @returns what the copy holds
 * @throws {StoreUnavailableError} if there is no store, or the copy can not be written
 * @throws {BlockCorruptError} if a block of the store is damaged
 */
export async function copySqliteStore(copy: StoreCopy, signal: AbortSignal): Promise<StoreStatistics> {
  const { directory, waitMs, to, onProgress } = copy;
  const path = join(resolve(directory), "store.db");
  const { reading } = await openConnections({ path, waitMs, mode: "read", create: false }, signal);
  try {
    beginReading(reading);
    await reading.copyTo(to, (progress) => {
      signal.throwIfAborted();
      onProgress(progress);
    });
  } catch (error) {
    throw mapSqliteError(error, to);
  } finally {
    reading.close();
  }
  return checkCopy(to, signal);
}

async function checkCopy(path: string, signal: AbortSignal): Promise<StoreStatistics> {
  // Not read-only: the last writing connection takes the copy's write-ahead log away when it closes.
  const connection = openConnection(path, { readonly: false });
  try {
    const [first] = checkRow.parse(connection.pragma("quick_check(1)"));
    if (first?.quick_check !== "ok")
      throw new StoreUnavailableError(`The copy of the store is damaged, as the store itself may be: ${path}.`, {
        hint: "Run `lydian doctor`; restore the store from an older backup if it is damaged.",
      });
    await checkAllBlocks(connection, signal);
    return readStatistics(connection);
  } catch (error) {
    throw mapSqliteError(error, path);
  } finally {
    connection.close();
  }
}
