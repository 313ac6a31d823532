import type { Chunk, Duplicate, Span } from "../../../core/index.ts";

/** A chunk with the title and the URI of its document. */
export interface TitledChunk {
  readonly chunk: Chunk;
  readonly title: string;
  readonly uri: string;
  /** Whether the document is a member of a container, such as an attachment of an e-mail. */
  readonly isMember: boolean;
}

/** The best chunk of a group, with the chunks that were folded into it. */
export interface FoldedHit {
  readonly chunk: Chunk;
  /** Span of the chunk together with the neighbours that were joined to it. */
  readonly span: Span;
  /** Ids of the other chunks, in the order in which they were folded. */
  readonly merged: readonly string[];
  /** Duplicates among the other chunks, in the same order. */
  readonly duplicates: readonly Duplicate[];
}
