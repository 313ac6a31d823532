import Database from "better-sqlite3";
import { BlockCorruptError, StoreUnavailableError } from "../../core/index.ts";

/**
 * Returns whether an error means that stored bytes differ from the written ones. A repair skips such data and stops at
 * any other error.
 */
export function isDamage(error: unknown): boolean {
  if (error instanceof Database.SqliteError) return /^SQLITE_(CORRUPT|NOTADB|ERROR|IOERR_SHORT_READ)/.test(error.code);
  return error instanceof BlockCorruptError || error instanceof StoreUnavailableError;
}
