export { copySqliteStore } from "./copy-sqlite-store.ts";
export { createSqliteCalculator } from "./create-sqlite-calculator.ts";
export { createStoreWriter } from "./create-store-writer.ts";
export { openSqliteStore } from "./open-sqlite-store.ts";
export { sqliteVersion } from "./sqlite-version.ts";
