import Database from "better-sqlite3";
import { z } from "zod";

/** The version of the SQLite that is compiled in; fails where the native module can not be loaded. */
export function sqliteVersion(): string {
  const database = new Database(":memory:");
  try {
    return z.string().parse(database.prepare("SELECT sqlite_version() FROM (SELECT 1)").pluck().get());
  } finally {
    database.close();
  }
}
