import type { ScanSpace } from "../segment/scan-space.ts";
import type { VectorRows, VectorsPart } from "../segment/vectors-part.ts";
import type { Allowed } from "../select/bitset.ts";
import type { TopList } from "../select/top-list.ts";
import type { QuantizedQuery } from "./quantize.ts";

export interface VectorRequest {
  readonly values: Float32Array;
  readonly limit: number;
  readonly exact: boolean;
}

/** One segment to search: its vectors, and which of its chunks may be found. */
export interface VectorSource {
  /** As `TopList.offer` is told. */
  readonly segment: number;
  readonly part: VectorsPart;
  readonly allowed: Allowed;
}

/** Rows of a segment that are scanned as one. */
export interface ScanSource {
  readonly segment: number;
  /** The ordinal of its first row. */
  readonly first: number;
  readonly rows: ScannedRows;
  readonly allowed: Allowed;
}

/** The space is absent where they do not lie in a segment's memory. */
export type ScannedRows = VectorRows & { readonly space?: ScanSpace };

/** What is near enough to be scored. */
export interface NearEnough {
  /** Hamming distance. */
  readonly furthest: number;
  /** Step of weighted distances. */
  readonly heaviest: number;
}

/** One query over some rows. Ends before the next one over the same rows begins. Chunks are named by their segment's ordinals. */
export interface Scan {
  readonly segment: number;
  /** Adds 1 to `counts` at the Hamming distance of every allowed chunk's code, of every `stride`-th 32 chunks. */
  sampleDistances(stride: number, counts: Uint32Array): void;
  /**
   * Notes every allowed chunk whose distance is at most `bound`, with its weighted distance too; adds 1 to `counts` at
   * each one's distance. Answers how many chunks are allowed.
   */
  noteNear(bound: number, counts: Uint32Array): number;
  /** Adds 1 to `counts` at the step of weighted distances of every noted chunk that is at most `furthest` away. */
  countWeights(furthest: number, counts: Uint32Array): void;
  /** Shows every noted chunk that is near enough with its cosine and its step of weighted distances, and forgets the others. */
  scoreNear(near: NearEnough, visit: (ordinal: number, score: number, weight: number) => void): void;
  /** Offers the cosine of every allowed chunk. */
  offerAll(top: TopList): void;
}

export function countRows(sources: readonly ScanSource[]): number {
  return sources.reduce((total, { rows }) => total + rows.count, 0);
}

/** How many steps weighted distances of codes of so many bits have. */
export const weightStepsOf = (bits: number): number => bits * STEPS_A_BIT + 1;
/** A differing bit weighs less than 16; weighted distances are told apart in steps of four. */
const STEPS_A_BIT = 4;
export const WEIGHT_STEP_BITS = 2;

/** The rows of a segment, as they can be scanned. */
export function cutSource({ segment, part, allowed }: VectorSource): readonly ScanSource[] {
  if (part.stripes === undefined) return [{ segment, first: 0, rows: part, allowed }];
  return part.stripes.map((rows) => ({
    segment,
    first: rows.first,
    rows,
    allowed: allowed?.subarray(rows.first >>> 5),
  }));
}

/** Implementations give the same bits. */
export type StartScan = (source: ScanSource, query: QuantizedQuery) => Scan;
