import type { SourceReport } from "../../../core/index.ts";

/** Returns whether an outcome of a sync changed the collection. */
export const isChange = ({ outcome }: Pick<SourceReport["outcomes"][number], "outcome">): boolean =>
  outcome !== "failed" && outcome !== "opened" && outcome !== "skipped";
