export { add, embed } from "./add.ts";
export { joinHalves } from "./join-halves.ts";
export { nameSource } from "./name-source.ts";
export { receipts } from "./receipts.ts";
export { registerSources } from "./register-sources.ts";
export { reindex } from "./reindex.ts";
export { removeSource, sources } from "./sources.ts";
export { sync } from "./sync.ts";
export { watch } from "./watch.ts";
