import type { Chunker, DocumentSummary, EmbeddingSpace } from "../../../core/index.ts";

const COUNTED_BY = ", counted by ";

/**
 * Names everything that decides how a document's text is cut. With the same text and fingerprint, cutting it again
 * gives the same chunks. It is readable: `structure 2, at most 400 tokens, overlap 0, counted by 1a2b3c4d5e6f7081`.
 *
 * @param space  the space whose tokens measure the chunks
 */
export function chunkingFingerprint(
  { fingerprint }: Pick<Chunker, "fingerprint">,
  space: Pick<EmbeddingSpace, "fingerprint">,
): string {
  return `${fingerprint}${COUNTED_BY}${space.fingerprint}`;
}

/** Tests whether this chunker made the stored chunks. Without a space, the model that counted the tokens is ignored. */
export function isCutBy(
  { chunkingFingerprint: stored = "" }: Pick<DocumentSummary, "chunkingFingerprint">,
  chunker: Pick<Chunker, "fingerprint">,
  space: Pick<EmbeddingSpace, "fingerprint"> | undefined,
): boolean {
  if (space !== undefined) return stored === chunkingFingerprint(chunker, space);
  return stored.startsWith(`${chunker.fingerprint}${COUNTED_BY}`);
}
