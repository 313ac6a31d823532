import type { TermEntry } from "./term-blocks.ts";

/** A term of the dictionary. */
export interface DictionaryTerm {
  /** The term in UTF-8. */
  readonly term: Uint8Array;
  readonly entry: TermEntry;
}

/** The terms of a part, front-coded in groups. */
export interface Dictionary {
  readonly source: Uint8Array;
  readonly view: DataView;
  readonly termCount: number;
  readonly groupCount: number;
  /** First byte of the groups' entry offsets, which their postings offsets follow. */
  readonly table: number;
  /** First byte of the entries. */
  readonly entries: number;
  /** First byte of the postings. */
  readonly postings: number;
}
