import { createHash } from "node:crypto";
import { type EmbeddedText, embeddingText } from "./embedding-text.ts";

export interface HashedText {
  readonly text: string;
  /** SHA-256 of the text, 64 hexadecimal digits. */
  readonly hash: string;
}

/** Returns the text that is embedded for a chunk, and the hash by which its vector is cached. */
export function hashEmbeddingText(chunk: EmbeddedText): HashedText {
  const text = embeddingText(chunk);
  return { text, hash: createHash("sha256").update(text).digest("hex") };
}
