import type { Sequence } from "../lists/sequence.ts";
import type { Element } from "../schemas/document.ts";
import type { Span } from "../schemas/place.ts";
import type { DocumentText } from "../text/shared-text.ts";
import type { TokenCounter } from "./embedder.ts";

/**
 * A chunk before it has an id. Spans lie within the document, in reading order; they overlap only where overlap is set.
 */
export interface ChunkDraft {
  readonly span: Span;
  readonly headingPath: readonly string[];
  readonly tokens: number;
  /** False if the chunk has too few words for a vector; absent if the chunker did not test it. */
  readonly isProse?: boolean;
}

/** A document as a chunker reads it. */
export interface DocumentToChunk {
  readonly title: string;
  readonly text: DocumentText;
  readonly elements: Sequence<Element>;
}

export interface ChunkerServices {
  /** Counts the embedder's tokens, without special tokens. */
  countTokens(text: string): number;
  /** Description of what `countTokens` counts with. A chunker that works in another thread needs it. */
  readonly tokenCounter?: TokenCounter;
  /** Embeds texts, for chunkers that look for changes of meaning. */
  embed?(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]>;
}

/** Cuts documents into chunks. Every non-blank character of a document is in at least one chunk. */
export interface Chunker {
  readonly id: string;
  /** Fingerprint of the chunker's version and settings. */
  readonly fingerprint: string;
  /** Chunker to use until the document's vectors can be computed; set by a chunker that needs the embedder. */
  readonly meanwhile?: Chunker;
  chunk(document: DocumentToChunk, services: ChunkerServices, signal: AbortSignal): Promise<Sequence<ChunkDraft>>;
}
