export { add, embed } from "./add.ts";
export { failedFiles, receipts } from "./receipts.ts";
export { reindex } from "./reindex-collection.ts";
export { removeSource, sources } from "./sources.ts";
export { sync } from "./sync-sources.ts";
export { watch } from "./watch-folders.ts";
