import { padded, type SegmentMemory } from "./segment-memory.ts";

/** Work space of a vector scan, in the segment's memory after its parts. Only one scan at a time may use it. */
export interface ScanSpace {
  readonly memory: SegmentMemory;
  /** Code of the query, padded like a stored code. */
  readonly queryCode: Uint8Array;
  /** Weights of the code's bits, four bits each. */
  readonly planes: Uint8Array;
  /** Quantised query, padded like a stored row. */
  readonly queryValues: Int16Array;
  /** Allowed rows, one bit each. */
  readonly allowed: Uint32Array;
  /** Number of rows at each Hamming distance, from 0. */
  readonly counts: Uint32Array;
  /** Number of rows at each step of weighted distances, from 0. */
  readonly weightCounts: Uint32Array;
  /** Rows that a scan notes, with their distances; room for all rows. */
  readonly nearRows: Uint32Array;
  readonly nearDistances: Uint16Array;
  readonly nearWeights: Uint16Array;
  /** Rows found by one step of the scan, and their scores; a step covers as many rows as there is room for. */
  readonly foundOrdinals: Uint32Array;
  readonly foundScores: Float64Array;
}

/** Number and length of vectors. */
export interface VectorShape {
  readonly count: number;
  readonly dimensions: number;
}

/** Number of rows that one word of the `allowed` bitset covers. */
const GROUP_ROWS = 32;
/** Number of rows scored in one step. */
const STEP_ROWS = 2_048;
/** Number of steps of weighted distances for each bit that differs. A bit weighs less than 16, and a step is four. */
const STEPS_A_BIT = 4;
/** Binary digits of a bit's weight. */
const WEIGHT_DIGITS = 4;

/** Returns the number of steps that weighted distances of codes with this many bits have. */
export function weightStepsOf(bits: number): number {
  return bits * STEPS_A_BIT + 1;
}

/** Returns the size in bytes of the work space for these vectors. */
export function scanSpaceBytes(shape: VectorShape): number {
  return Object.values(sizesOf(shape)).reduce((sum, size) => sum + padded(size), 0);
}

/**
 * Lays out a work space in a segment's memory.
 *
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
    end += padded(size);
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
    foundOrdinals: new Uint32Array(buffer, claim(sizes.foundOrdinals), STEP_ROWS),
    foundScores: new Float64Array(buffer, claim(sizes.foundScores), STEP_ROWS),
  };
}

function sizesOf({ count, dimensions }: VectorShape) {
  const codeBytes = padded(Math.ceil(dimensions / 8));
  const rows = padded(count, GROUP_ROWS);
  return {
    queryCode: codeBytes,
    planes: codeBytes * WEIGHT_DIGITS,
    queryValues: padded(dimensions) * 2,
    allowed: rows / 8,
    counts: (codeBytes * 8 + 1) * 4,
    weightCounts: weightStepsOf(codeBytes * 8) * 4,
    nearRows: count * 4,
    nearDistances: count * 2,
    nearWeights: count * 2,
    foundOrdinals: STEP_ROWS * 4,
    foundScores: STEP_ROWS * 8,
  };
}
