import { createScanSpace, type ScanSpace, scanSpaceBytes, type VectorShape } from "./scan-space.ts";
import type { SegmentMemory } from "./segment-memory.ts";
import type { VectorRows } from "./vector-rows.ts";

/** Part of a segment's vectors with its own work space, so that several threads can scan one segment. */
export interface Stripe extends VectorRows {
  /** Ordinal of its first row, a multiple of 32. */
  readonly first: number;
  readonly space: ScanSpace;
}

/** Maximum number of rows in a stripe. */
const MAX_STRIPE_ROWS = 65_536;

/** Returns the size in bytes of the work spaces for these vectors. */
export function stripesBytes({ count, dimensions }: VectorShape): number {
  return startsOf(count).reduce(
    (sum, first) => sum + scanSpaceBytes({ count: Math.min(MAX_STRIPE_ROWS, count - first), dimensions }),
    0,
  );
}

/**
 * Cuts a segment's rows into stripes.
 *
 * @param rows   rows that lie in `memory`
 * @param start  first byte of the work spaces, a multiple of 16
 * @throws {RangeError} if the memory ends before the work spaces do
 */
export function cutStripes(rows: VectorRows, memory: SegmentMemory, start: number): readonly Stripe[] {
  const { dimensions, codeWords, valueStride } = rows;
  let end = start;
  return startsOf(rows.count).map((first) => {
    const count = Math.min(MAX_STRIPE_ROWS, rows.count - first);
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
  return Array.from({ length: Math.ceil(count / MAX_STRIPE_ROWS) }, (_, stripe) => stripe * MAX_STRIPE_ROWS);
}
