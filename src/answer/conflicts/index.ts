export { findConflicts } from "./find-conflicts.ts";
