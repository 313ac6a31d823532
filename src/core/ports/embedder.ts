import type { EmbeddingSpace } from "../schemas/collection.ts";

/** `now`: someone is waiting. `later`: background work, which yields to urgent work. */
export type Urgency = "now" | "later";

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
  /** Returns one vector of length 1 per text, in the order of the texts. `urgency`: default `now`. */
  embedDocuments(texts: readonly string[], signal: AbortSignal, urgency?: Urgency): Promise<readonly Float32Array[]>;
  embedQuery(text: string, signal: AbortSignal): Promise<Float32Array>;
  /** Starts loading the model in the background. A failure is reported when the model is used. */
  warm?(): void;
  close(): Promise<void>;
}
