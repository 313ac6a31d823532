import type { Bm25 } from "../segment/bm25.ts";
import type { TermEntry } from "../segment/term-blocks.ts";
import type { Allowed } from "../select/bitset.ts";
import type { WordSource } from "./word-source.ts";

/** A query for the words of one segment. */
export interface SegmentQuery {
  /** Number of the segment, for `TopList.offer`. */
  readonly segment: number;
  readonly source: WordSource;
  readonly allowed: Allowed;
  readonly bm25: Bm25;
  readonly averageLength: number;
  /** Ratio of average chunk lengths, as returned by `boundRatio`. */
  readonly ratio: number;
  /** Terms of the query that the segment contains. */
  readonly terms: readonly WeightedEntry[];
}

/** A term of the query in one segment. */
export interface WeightedEntry {
  readonly entry: TermEntry;
  /** Weight of the term in grid steps. */
  readonly weight: number;
}
