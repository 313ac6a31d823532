import { createHash } from "node:crypto";
import { isProse } from "../../text/index.ts";
import { type EmbeddedText, embeddingText } from "./embedding-text.ts";

export interface HashedText {
  readonly text: string;
  /** SHA-256 of the text, 64 hexadecimal digits. */
  readonly hash: string;
  /** False if the chunk's own text has too few words, so that it gets no vector. */
  readonly isProse: boolean;
}

/**
 * Returns the text that is embedded for a chunk, the hash by which its vector is cached, and whether it is embedded.
 */
export function hashEmbeddingText(chunk: EmbeddedText): HashedText {
  const text = embeddingText(chunk);
  return { text, hash: createHash("sha256").update(text).digest("hex"), isProse: isProse(chunk.text) };
}
