export { openSqliteStore } from "./open-sqlite-store.ts";
export { sqliteVersion } from "./sqlite-version.ts";
