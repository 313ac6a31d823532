import type { Span } from "../../../core/index.ts";

/** A stretch of text that is not cut further, and what it costs of a chunk's budget. */
export interface Piece {
  readonly span: Span;
  readonly cost: number;
  /** Better begins a chunk than ends one: the first piece of a table or of code that is too large for one chunk. */
  readonly isOpening?: boolean;
}

/** Cuts a span into smaller ones, sorted, that cover all of its characters but white space. */
export type Splitter = (text: string, span: Span) => readonly Span[];
