import Database from "better-sqlite3";
import { BlockCorruptError, StoreUnavailableError } from "../../core/index.ts";

/** Whether an error says that stored bytes are not what was written: others are no reason to go on without them. */
export function isDamage(error: unknown): boolean {
  if (error instanceof Database.SqliteError) return /^SQLITE_(CORRUPT|NOTADB|ERROR|IOERR_SHORT_READ)/.test(error.code);
  return error instanceof BlockCorruptError || error instanceof StoreUnavailableError;
}
