/** The fields that words are searched in, in the order in which they are stored. */
export const FIELDS = ["body", "title", "headings"] as const;

export type Field = (typeof FIELDS)[number];

/** A number for each field, in the order of `FIELDS`. */
export type PerField<T> = readonly [body: T, title: T, headings: T];

/** Rows of postings: the ordinals of chunks, and how often a term stands in each field of them. */
export interface PostingColumns {
  readonly ordinals: Int32Array;
  readonly frequencies: PerField<Uint16Array>;
}

/**
 * Where one term occurs: the rows from `start` to before `end`, ordinals ascending. Columns are shared by many terms, since a
 * segment has a hundred thousand of a few postings each; the step to the next term may overwrite them.
 */
export interface TermPostings extends PostingColumns {
  /** UTF-8. */
  readonly term: Uint8Array;
  readonly start: number;
  readonly end: number;
}

export function createPostingColumns(size: number): PostingColumns {
  const column = () => new Uint16Array(size);
  return { ordinals: new Int32Array(size), frequencies: [column(), column(), column()] };
}

/** The words of a segment's chunks, turned over. */
export interface InvertedChunks {
  readonly chunkCount: number;
  /** Terms in each field of each chunk, repeats counted; at most 65,535. */
  readonly lengths: PerField<Uint16Array>;
  /** By the order of their bytes. */
  readonly terms: Iterable<TermPostings>;
}

/** Larger counts are stored, and scored, as this one. */
export const MAX_COUNT = 65_535;
