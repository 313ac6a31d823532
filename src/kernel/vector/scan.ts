import type { VectorsPart } from "../segment/index.ts";
import type { Allowed, TopList } from "../select/index.ts";
import type { QuantizedQuery } from "./quantize.ts";

/** One segment to search: its vectors, and which of its chunks may be found. */
export interface VectorSource {
  /** As `TopList.offer` is told. */
  readonly segment: number;
  readonly part: VectorsPart;
  readonly allowed: Allowed;
}

/** One query over one segment. Ends before the next one over the same segment begins. */
export interface Scan {
  /** Measures the Hamming distance of every allowed chunk's code to the query's; adds 1 to `counts` at each. */
  countDistances(counts: Uint32Array): void;
  /** Offers the cosine of every chunk whose measured distance is at most `furthest`. */
  offerNear(furthest: number, top: TopList): void;
  /** Offers the cosine of every allowed chunk. */
  offerAll(top: TopList): void;
}

/** Implementations give the same bits. */
export type StartScan = (source: VectorSource, query: QuantizedQuery) => Scan;
