/** The fields that words are searched in, in the order in which they are stored. */
export const FIELDS = ["body", "title", "headings"] as const;

export type Field = (typeof FIELDS)[number];

/** A number for each field, in the order of `FIELDS`. */
export type PerField<T> = readonly [body: T, title: T, headings: T];

/** Where one term occurs: its chunks' ordinals, ascending, and how often it stands in each field. */
export interface TermPostings {
  /** UTF-8. */
  readonly term: Uint8Array;
  readonly ordinals: Int32Array;
  readonly frequencies: PerField<Uint16Array>;
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
