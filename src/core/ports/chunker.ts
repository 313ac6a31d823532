import type { Document } from "../document.ts";
import type { Span } from "../schemas/place.ts";

/** A chunk before it has an id. Spans lie within the document, in reading order; they overlap only where overlap is set. */
export interface ChunkDraft {
  readonly span: Span;
  readonly headingPath: readonly string[];
  readonly tokens: number;
}

export interface ChunkerServices {
  /** In the embedder's tokens, without special tokens. */
  countTokens(text: string): number;
  /** For chunkers that ask where the meaning changes. */
  embed?(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]>;
}

/** Every non-blank character of the document lies in at least one chunk. */
export interface Chunker {
  readonly id: string;
  /** Of the chunker's version and settings. */
  readonly fingerprint: string;
  /** Of a chunker that asks the embedder: what cuts a document until its vectors can be computed. */
  readonly meanwhile?: Chunker;
  chunk(
    document: Pick<Document, "text" | "elements" | "title">,
    services: ChunkerServices,
    signal: AbortSignal,
  ): Promise<readonly ChunkDraft[]>;
}
