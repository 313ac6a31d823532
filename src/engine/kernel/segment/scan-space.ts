import type { SegmentMemory } from "./segment-memory.ts";

/** What a scan of a segment's vectors works on, in the segment's memory behind its parts. One scan at a time uses it. */
export interface ScanSpace {
  readonly memory: SegmentMemory;
  /** As wide as a stored code. */
  readonly queryCode: Uint8Array;
  /** Four times as wide. */
  readonly planes: Uint8Array;
  /** As many as a stored row has values. */
  readonly queryValues: Int16Array;
  /** A bit a row. */
  readonly allowed: Uint32Array;
  /** One a distance, from 0. */
  readonly counts: Uint32Array;
  /** One a step of weighted distances, from 0. */
  readonly weightCounts: Uint32Array;
  /** Rows that a scan notes, with their distances; as many as there are. */
  readonly nearRows: Uint32Array;
  readonly nearDistances: Uint16Array;
  readonly nearWeights: Uint16Array;
  /** Rows that a step of the scan found, and their scores; a step is as long as these. */
  readonly foundOrdinals: Uint32Array;
  readonly foundScores: Float64Array;
}

export interface VectorShape {
  readonly count: number;
  readonly dimensions: number;
}

const LANE = 16;
const GROUP = 32;
const STEP = 2_048;
/** A differing bit weighs less than 16, and weights are counted in steps of four. */
const STEPS_A_BIT = 4;
const PLANES = 4;

const padded = (size: number, multiple: number): number => Math.ceil(size / multiple) * multiple;

/** How many bytes the space for so many vectors takes. */
export function scanSpaceBytes(shape: VectorShape): number {
  return Object.values(sizesOf(shape)).reduce((sum, size) => sum + padded(size, LANE), 0);
}

/**
 * @param start  a multiple of 16
 * @throws {RangeError} if the memory ends before the space does
 */
export function createScanSpace(memory: SegmentMemory, start: number, shape: VectorShape): ScanSpace {
  const sizes = sizesOf(shape);
  const { count } = shape;
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
    planes: new Uint8Array(buffer, claim(sizes.planes), sizes.planes),
    queryValues: new Int16Array(buffer, claim(sizes.queryValues), sizes.queryValues / 2),
    allowed: new Uint32Array(buffer, claim(sizes.allowed), sizes.allowed / 4),
    counts: new Uint32Array(buffer, claim(sizes.counts), sizes.counts / 4),
    weightCounts: new Uint32Array(buffer, claim(sizes.weightCounts), sizes.weightCounts / 4),
    nearRows: new Uint32Array(buffer, claim(sizes.nearRows), count),
    nearDistances: new Uint16Array(buffer, claim(sizes.nearDistances), count),
    nearWeights: new Uint16Array(buffer, claim(sizes.nearWeights), count),
    foundOrdinals: new Uint32Array(buffer, claim(sizes.foundOrdinals), STEP),
    foundScores: new Float64Array(buffer, claim(sizes.foundScores), STEP),
  };
}

function sizesOf({ count, dimensions }: VectorShape) {
  const codeBytes = padded(Math.ceil(dimensions / 8), LANE);
  const rows = padded(count, GROUP);
  return {
    queryCode: codeBytes,
    planes: codeBytes * PLANES,
    queryValues: padded(dimensions, LANE) * 2,
    allowed: rows / 8,
    counts: (codeBytes * 8 + 1) * 4,
    weightCounts: (codeBytes * 8 * STEPS_A_BIT + 1) * 4,
    nearRows: count * 4,
    nearDistances: count * 2,
    nearWeights: count * 2,
    foundOrdinals: STEP * 4,
    foundScores: STEP * 8,
  };
}
