import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MergeCandidate, planMerge } from "./plan-merge.ts";

const segment = (id: number, liveChunks: number, changes: Partial<MergeCandidate> = {}): MergeCandidate => ({
  id,
  liveChunks,
  deadChunks: 0,
  space: "a",
  isStale: false,
  ...changes,
});
const several = (count: number, liveChunks: number, changes: Partial<MergeCandidate> = {}) =>
  Array.from({ length: count }, (_, index) => segment(index + 1, liveChunks, changes));

describe("the merge policy", () => {
  it("merges the eight oldest segments of a tier, but not seven", () => {
    expect(planMerge(several(9, 10))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(planMerge(several(7, 10))).toBeUndefined();
  });

  it("never merges segments with vectors and segments without", () => {
    expect(planMerge([...several(4, 10), ...several(4, 10, { space: undefined })])).toBeUndefined();
  });

  it("merges segments without vectors only up to 1,024 chunks", () => {
    expect(planMerge(several(8, 128, { space: undefined }))).toHaveLength(8);
    expect(planMerge(several(8, 400, { space: undefined }))).toEqual([1, 2]);
    expect(planMerge(several(8, 600, { space: undefined }))).toBeUndefined();
  });

  it("rewrites a segment alone if over half of its chunks are deleted, or if it was analysed by other rules", () => {
    expect(planMerge([segment(1, 50, { deadChunks: 50 }), segment(2, 49, { deadChunks: 51 })])).toEqual([2]);
    expect(planMerge([segment(1, 50), segment(2, 50, { isStale: true })])).toEqual([2]);
  });

  it("ends with few segments left", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 100_000 }), { maxLength: 80 });
    fc.assert(
      fc.property(sizes, (chunks) => {
        let segments = chunks.map((count, index) => segment(index, count));
        for (let next = 1000; ; next++) {
          const ids = planMerge(segments);
          if (!ids) break;
          const merged = segments
            .filter(({ id }) => ids.includes(id))
            .reduce((sum, { liveChunks }) => sum + liveChunks, 0);
          segments = [...segments.filter(({ id }) => !ids.includes(id)), segment(next, merged)];
          expect(next).toBeLessThan(1100);
        }
        expect(segments.length).toBeLessThanOrEqual(7 * 5 + 32);
      }),
    );
  });
});
