import type { Span } from "./schemas/place.ts";

/**
 * A span of a document that is searched as one: `document.text.slice(span.start, span.end) === text`.
 *
 * `id` is `<document id>.<8 digits>.<6-digit number>`, so that ids of one document sort in reading order. The digits come
 * from the content hash and the chunking fingerprint: a chunk of a replaced version, or of one that was cut otherwise, is
 * never mistaken for one of the new version.
 */
export interface Chunk {
  readonly id: string;
  readonly documentId: string;
  readonly span: Span;
  readonly text: string;
  /** From the outermost heading to the nearest one; empty above the first heading. */
  readonly headingPath: readonly string[];
  /** Of this chunk's text, in the embedder's tokens, without context. */
  readonly tokens: number;
}
