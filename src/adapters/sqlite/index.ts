export { copySqliteStore } from "./copy-sqlite-store.ts";
export { createSqliteCalculator } from "./create-sqlite-calculator.ts";
export { createStoreWriter } from "./create-store-writer.ts";
export { findDatabaseDamage } from "./find-database-damage.ts";
export { openDamagedStore } from "./open-damaged-store.ts";
export { openSqliteStore } from "./open-sqlite-store.ts";
export { replaceStoreFile } from "./replace-store-file.ts";
export { sqliteVersion } from "./sqlite-version.ts";
