import type { Chunk, Duplicate, Span } from "../../../core/index.ts";

/** A chunk in rank order, with the title and the URI of its document. */
export interface RankedChunk {
  readonly chunk: Chunk;
  readonly title: string;
  readonly uri: string;
}

/** The best chunk of a group, the span that all of the group's neighbours make, and who was folded in. */
export interface MergedHit {
  readonly chunk: Chunk;
  readonly span: Span;
  /** Ids of the other chunks, in the order in which they were folded in. */
  readonly merged: readonly string[];
  /** Those of them that are no neighbours, in the same order. */
  readonly duplicates: readonly Duplicate[];
}
