import type { SegmentMemory } from "./segment-memory.ts";

/** What a scan of a segment's vectors works on, in the segment's memory behind its parts. One scan at a time uses it. */
export interface ScanSpace {
  readonly memory: SegmentMemory;
  /** As wide as a stored code. */
  readonly queryCode: Uint8Array;
  /** As many as a stored row has values. */
  readonly queryValues: Int16Array;
  /** A bit a row. */
  readonly allowed: Uint32Array;
  /** One a row, up to a multiple of 32 rows. */
  readonly distances: Uint16Array;
  /** One a distance, from 0. */
  readonly counts: Uint32Array;
  /** Rows that a step of the scan found, and their scores; a step is as long as these. */
  readonly foundOrdinals: Uint32Array;
  readonly foundScores: Float64Array;
}

interface Shape {
  readonly count: number;
  readonly dimensions: number;
}

const LANE = 16;
const GROUP = 32;
/** A multiple of the rows whose distances are read at once. */
const STEP = 2_048;

const padded = (size: number, multiple: number): number => Math.ceil(size / multiple) * multiple;

/** How many bytes the space for so many vectors takes. */
export function scanSpaceBytes(shape: Shape): number {
  return Object.values(sizesOf(shape)).reduce((sum, size) => sum + padded(size, LANE), 0);
}

/**
 * @param start  a multiple of 16
 * @throws {RangeError} if the memory ends before the space does
 */
export function createScanSpace(memory: SegmentMemory, start: number, shape: Shape): ScanSpace {
  const sizes = sizesOf(shape);
  const { buffer } = memory;
  let end = start;
  const claim = (size: number): number => {
    const at = end;
    end += padded(size, LANE);
    return at;
  };
  return {
    memory,
    queryCode: new Uint8Array(buffer, claim(sizes.queryCode), sizes.queryCode),
    queryValues: new Int16Array(buffer, claim(sizes.queryValues), sizes.queryValues / 2),
    allowed: new Uint32Array(buffer, claim(sizes.allowed), sizes.allowed / 4),
    distances: new Uint16Array(buffer, claim(sizes.distances), sizes.distances / 2),
    counts: new Uint32Array(buffer, claim(sizes.counts), sizes.counts / 4),
    foundOrdinals: new Uint32Array(buffer, claim(sizes.foundOrdinals), STEP),
    foundScores: new Float64Array(buffer, claim(sizes.foundScores), STEP),
  };
}

function sizesOf({ count, dimensions }: Shape) {
  const codeBytes = padded(Math.ceil(dimensions / 8), LANE);
  const rows = padded(count, GROUP);
  return {
    queryCode: codeBytes,
    queryValues: padded(dimensions, LANE) * 2,
    allowed: rows / 8,
    distances: rows * 2,
    counts: (codeBytes * 8 + 1) * 4,
    foundOrdinals: STEP * 4,
    foundScores: STEP * 8,
  };
}
