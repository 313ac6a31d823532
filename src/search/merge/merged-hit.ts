import type { Chunk, Span } from "../../core/index.ts";

/** A chunk in rank order, with the title of its document. */
export interface RankedChunk {
  readonly chunk: Chunk;
  readonly title: string;
}

/** The best chunk of a group, the span that all of the group's neighbours make, and who was folded in. */
export interface MergedHit {
  readonly chunk: Chunk;
  readonly span: Span;
  /** Ids of the other chunks, in the order in which they were folded in. */
  readonly merged: readonly string[];
}
