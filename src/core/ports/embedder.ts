import type { EmbeddingSpace } from "../schemas/collection.ts";

/** `now`: someone is waiting. `later`: background work, which yields to urgent work. */
export type Urgency = "now" | "later";

/** Description of what counts a model's tokens, so that another thread can count the same. */
export type TokenCounter =
  /** A `tokenizer.json`, and its SHA-256 if the model's card names it. */
  | { readonly kind: "tokenizer"; readonly path: string; readonly sha256?: string }
  /** The estimate for services whose tokenizer is not available. */
  | { readonly kind: "estimate" };

/**
 * Turns texts into unit vectors. The vector of a text depends on that text alone, not on the order or the other texts.
 */
export interface Embedder {
  readonly space: EmbeddingSpace;
  /** Maximum input in tokens; a longer one is cut at the end. */
  readonly maxTokens: number;
  /** Languages that the model reads, in ISO 639-1; absent if unknown or practically all. */
  readonly languages?: readonly string[];
  /** Counts the model's own tokens, without special tokens. Needs no loaded weights. */
  countTokens(text: string): number;
  /** Description of what `countTokens` counts with; absent if no other thread can count the same. */
  readonly tokenCounter?: TokenCounter;
  /** Returns one vector of length 1 per text, in the order of the texts. `urgency`: default `now`. */
  embedDocuments(texts: readonly string[], signal: AbortSignal, urgency?: Urgency): Promise<readonly Float32Array[]>;
  embedQuery(text: string, signal: AbortSignal): Promise<Float32Array>;
  /** Starts loading the model in the background. A failure is reported when the model is used. */
  warm?(): void;
  close(): Promise<void>;
}
