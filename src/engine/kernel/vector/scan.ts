import type { ScanSpace } from "../segment/scan-space.ts";
import type { VectorRows } from "../segment/vector-rows.ts";
import type { VectorsPart } from "../segment/vectors-part.ts";
import { type Allowed, bitsetOf, intersect } from "../select/bitset.ts";
import type { TopList } from "../select/top-list.ts";
import type { QuantizedQuery } from "./quantize.ts";

/** A vector to search for. */
export interface VectorRequest {
  readonly values: Float32Array;
  readonly limit: number;
  /** True if every allowed chunk is scored, instead of the candidates only. */
  readonly exact: boolean;
}

/** Vectors of one segment to search, and the chunks that may be found. */
export interface VectorSource {
  /** Number of the segment, for `TopList.offer`. */
  readonly segment: number;
  readonly part: VectorsPart;
  readonly allowed: Allowed;
}

/** Rows of a segment that are scanned together. */
export interface ScanSource {
  readonly segment: number;
  /** Ordinal of the first row. */
  readonly first: number;
  readonly rows: ScannedRows;
  readonly allowed: Allowed;
}

/** Rows with their work space, which is absent if the rows are not in a segment's memory. */
export type ScannedRows = VectorRows & { readonly space?: ScanSpace };

/** Limits within which a chunk is scored. */
export interface NearEnough {
  /** Maximum Hamming distance. */
  readonly furthest: number;
  /** Maximum step of weighted distances. */
  readonly heaviest: number;
}

/**
 * Scan of some rows for one query. It must end before the next scan of the same rows starts. Chunks are named by
 * the ordinals of their segment.
 */
export interface Scan {
  readonly segment: number;
  /** Counts the Hamming distances of allowed chunks, in every `stride`-th group of 32 chunks. */
  sampleDistances(stride: number, counts: Uint32Array): void;
  /**
   * Notes every allowed chunk whose distance is at most `bound`, with its weighted distance, and counts the distances.
   * Returns the number of allowed chunks.
   */
  noteNear(bound: number, counts: Uint32Array): number;
  /** Counts the steps of weighted distances of the noted chunks whose distance is at most `furthest`. */
  countWeights(furthest: number, counts: Uint32Array): void;
  /**
   * Visits every noted chunk within the limits, with its cosine and its step of weighted distances; drops the others.
   */
  scoreNear(near: NearEnough, visit: (ordinal: number, score: number, weight: number) => void): void;
  /** Offers every allowed chunk with its cosine. */
  offerAll(top: TopList): void;
}

/** Returns the total number of rows. */
export function countRows(sources: readonly ScanSource[]): number {
  return sources.reduce((total, { rows }) => total + rows.count, 0);
}

/** Binary logarithm of a step of weighted distances: they are counted in steps of four. */
export const WEIGHT_STEP_BITS = 2;

/** Cuts a segment's rows into parts that are scanned separately. Chunks that are not embedded are not allowed. */
export function cutSource({ segment, part, allowed: readable }: VectorSource): readonly ScanSource[] {
  const allowed = intersect(readable, embeddedRows(part));
  if (part.stripes === undefined) return [{ segment, first: 0, rows: part, allowed }];
  return part.stripes.map((rows) => ({
    segment,
    first: rows.first,
    rows,
    allowed: allowed?.subarray(rows.first >>> 5),
  }));
}

/** Starts a scan. All implementations give bit-identical results. */
export type StartScan = (source: ScanSource, query: QuantizedQuery) => Scan;

const embeddedRowsByScales = new WeakMap<Float32Array, { readonly rows: Allowed }>();

/** Returns the rows that a search may find: those whose scale is not 0. Each part is looked through once. */
function embeddedRows({ scales, count }: VectorRows): Allowed {
  const known = embeddedRowsByScales.get(scales);
  if (known !== undefined) return known.rows;
  const rows = scales.includes(0) ? bitsetOf(count, (ordinal) => scales[ordinal] !== 0) : undefined;
  embeddedRowsByScales.set(scales, { rows });
  return rows;
}
