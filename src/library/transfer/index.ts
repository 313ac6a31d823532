export { backup } from "./backup.ts";
export { exportTo } from "./export-to.ts";
export { importFrom } from "./import-from.ts";
