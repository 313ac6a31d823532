export { checkExport } from "./check-export.ts";
export { exportCollections } from "./export-collections.ts";
export { findDamage } from "./find-damage.ts";
export { importCollections } from "./import-collections.ts";
export { type RepairServices, repairCollections } from "./repair-collections.ts";
