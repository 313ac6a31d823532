export { addVectors } from "./add-vectors.ts";
export { applyCommit } from "./apply-commit.ts";
export { attachVectors, quantizeAll } from "./attach-vectors.ts";
export { buildSegment } from "./build-segment.ts";
export { runMerges } from "./run-merges.ts";
export { createSegmentTables } from "./segment-tables.ts";
export { swapSpace } from "./swap-space.ts";
