import type { EmbeddingSpace } from "../schemas/collection.ts";

/** `now`: somebody waits for it; `later`: work in the background, which gives way to that. */
export type Urgency = "now" | "later";

/** Text to unit vectors. The vector of a text depends on that text alone, in any order and any company. */
export interface Embedder {
  readonly space: EmbeddingSpace;
  /** Longest input in tokens; what is longer is cut at the end. */
  readonly maxTokens: number;
  /** ISO 639-1 of the languages that it reads; absent where that is not known, or as good as all. */
  readonly languages?: readonly string[];
  /** In the model's own tokens, without special tokens; needs no loaded weights. */
  countTokens(text: string): number;
  /** One vector a text, in the order of the texts, each of length 1. `urgency`: default `now`. */
  embedDocuments(texts: readonly string[], signal: AbortSignal, urgency?: Urgency): Promise<readonly Float32Array[]>;
  embedQuery(text: string, signal: AbortSignal): Promise<Float32Array>;
  /** Begins to load what embedding needs, beside whatever the caller does meanwhile; what fails, fails then too. */
  warm?(): void;
  close(): Promise<void>;
}
