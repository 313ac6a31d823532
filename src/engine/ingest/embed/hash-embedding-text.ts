import { createHash } from "node:crypto";
import { embeddingText } from "./embedding-text.ts";

/** What the embedder reads for a chunk, and its SHA-256 in 64 hexadecimal digits: what its vector is cached by. */
export function hashEmbeddingText(chunk: Parameters<typeof embeddingText>[0]): {
  readonly text: string;
  readonly hash: string;
} {
  const text = embeddingText(chunk);
  return { text, hash: createHash("sha256").update(text).digest("hex") };
}
