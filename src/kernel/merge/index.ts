export { type MergeContext, mergeSegments, type SegmentDraft } from "./merge-segments.ts";
export { type MergeCandidate, planMerge } from "./plan-merge.ts";
