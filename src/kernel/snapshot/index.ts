export { type LiveSegment, openLiveSegment } from "./live-segment.ts";
export { createSnapshots, type Snapshot, type Snapshots } from "./snapshots.ts";
