import type { Span } from "../../../core/index.ts";

/** A stretch of text that is not cut further, and how much of a chunk's budget it uses. */
export interface Piece {
  readonly span: Span;
  readonly cost: number;
  /**
   * True for a piece that should begin a chunk: the first one of a table or of code that is too large for one chunk.
   */
  readonly isOpening?: boolean;
}

/** Cuts a span into smaller ones, in order, that cover all of its characters except white space. */
export type Splitter = (text: string, span: Span) => readonly Span[];
