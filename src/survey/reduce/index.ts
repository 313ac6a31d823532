export type { MergeServices } from "./merge-group.ts";
export { mergeStatements } from "./merge-statements.ts";
