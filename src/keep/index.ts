export { exportCollections } from "./export-collections.ts";
export { importCollections } from "./import-collections.ts";
