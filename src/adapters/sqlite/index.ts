export { createStoreWriter } from "./create-store-writer.ts";
export { openSqliteStore } from "./open-sqlite-store.ts";
export { sqliteVersion } from "./sqlite-version.ts";
