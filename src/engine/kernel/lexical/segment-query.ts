import type { Bm25 } from "../segment/bm25.ts";
import type { TermEntry } from "../segment/term-blocks.ts";
import type { Allowed } from "../select/bitset.ts";
import type { WordSource } from "./word-source.ts";

/** What is looked for in one segment's words. */
export interface SegmentQuery {
  /** As `TopList.offer` is told. */
  readonly segment: number;
  readonly source: WordSource;
  readonly allowed: Allowed;
  readonly bm25: Bm25;
  readonly averageLength: number;
  /** As `boundRatio` gives it. */
  readonly ratio: number;
  /** Of the query's terms those that the segment knows. */
  readonly terms: readonly WeightedEntry[];
}

export interface WeightedEntry {
  readonly entry: TermEntry;
  /** In grid steps. */
  readonly weight: number;
}
