import Database from "better-sqlite3";
import { z } from "zod";

/** Returns the version of the bundled SQLite, e.g. "3.50.4". Throws if the native module cannot be loaded. */
export function sqliteVersion(): string {
  const database = new Database(":memory:");
  try {
    return z.string().parse(database.prepare("SELECT sqlite_version() FROM (SELECT 1)").pluck().get());
  } finally {
    database.close();
  }
}
