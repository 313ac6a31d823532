export { checkExport } from "./check-export.ts";
export { exportCollections } from "./export-collections.ts";
export { importCollections } from "./import-collections.ts";
