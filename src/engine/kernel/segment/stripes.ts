import { createScanSpace, type ScanSpace, scanSpaceBytes, type VectorShape } from "./scan-space.ts";
import type { SegmentMemory } from "./segment-memory.ts";
import type { VectorRows } from "./vectors-part.ts";

/** Rows of a segment's vectors that are scanned as one, with a space of their own, so that two threads can share a segment. */
export interface Stripe extends VectorRows {
  /** The ordinal of its first row, a multiple of 32. */
  readonly first: number;
  readonly space: ScanSpace;
}

/** Most rows of a stripe. */
const STRIPE = 65_536;

/** How many bytes the spaces of so many vectors take. */
export function stripesBytes({ count, dimensions }: VectorShape): number {
  return startsOf(count).reduce(
    (sum, first) => sum + scanSpaceBytes({ count: Math.min(STRIPE, count - first), dimensions }),
    0,
  );
}

/**
 * @param rows   lie in the memory
 * @param start  where the spaces begin, a multiple of 16
 * @throws {RangeError} if the memory ends before the spaces do
 */
export function cutStripes(rows: VectorRows, memory: SegmentMemory, start: number): readonly Stripe[] {
  const { dimensions, codeWords, valueStride } = rows;
  let end = start;
  return startsOf(rows.count).map((first) => {
    const count = Math.min(STRIPE, rows.count - first);
    const space = createScanSpace(memory, end, { count, dimensions });
    end += scanSpaceBytes({ count, dimensions });
    return {
      first,
      count,
      dimensions,
      codeWords,
      valueStride,
      space,
      scales: rows.scales.subarray(first, first + count),
      codes: rows.codes.subarray(first * codeWords, (first + count) * codeWords),
      values: rows.values.subarray(first * valueStride, (first + count) * valueStride),
    };
  });
}

function startsOf(count: number): readonly number[] {
  return Array.from({ length: Math.ceil(count / STRIPE) }, (_, stripe) => stripe * STRIPE);
}
