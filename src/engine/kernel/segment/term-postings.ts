import type { WordOrder } from "./word-order.ts";

/** Fields that words are searched in, in stored order. */
export const FIELDS = ["body", "title", "headings"] as const;

/** One value for each field, in the order of `FIELDS`. */
export type PerField<T> = readonly [body: T, title: T, headings: T];

/** Postings as columns: chunk ordinals, and a term's number of occurrences in each field of the chunk. */
export interface PostingColumns {
  readonly ordinals: Int32Array;
  readonly frequencies: PerField<Uint16Array>;
}

/**
 * Postings of one term: the rows from `start` to before `end`, ordinals ascending. Terms share columns, since a segment
 * has a hundred thousand terms with few postings each. Advancing to the next term may overwrite the columns.
 */
export interface TermPostings extends PostingColumns {
  /** The term in UTF-8. */
  readonly term: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** Creates columns of `size` rows, all zero. */
export function createPostingColumns(size: number): PostingColumns {
  const column = () => new Uint16Array(size);
  return { ordinals: new Int32Array(size), frequencies: [column(), column(), column()] };
}

/** Words of a segment's chunks, listed by term, and their order. */
export interface InvertedChunks {
  readonly chunkCount: number;
  /** Number of terms in each field of each chunk, repeats included; at most 65,535. */
  readonly lengths: PerField<Uint16Array>;
  /** Postings by the byte order of their terms. */
  readonly terms: Iterable<TermPostings>;
  /** Returns the order of a chunk's words. */
  orderOf(ordinal: number): WordOrder;
}

/** Maximum stored count. Larger counts are stored and scored as this. */
export const MAX_COUNT = 65_535;
