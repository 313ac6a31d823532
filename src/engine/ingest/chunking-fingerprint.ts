import type { Chunker, DocumentSummary, EmbeddingSpace } from "../../core/index.ts";

/**
 * Of everything that shapes how a document's text is cut: with the same text and fingerprint, cutting it again would
 * give the same chunks. It can be read: `structure 2, at most 400 tokens, overlap 0, counted by 1a2b3c4d5e6f7081`.
 *
 * @param space  its tokens measure the chunks
 */
export function chunkingFingerprint(
  { fingerprint }: Pick<Chunker, "fingerprint">,
  space: Pick<EmbeddingSpace, "fingerprint">,
): string {
  return `${fingerprint}${COUNTED_BY}${space.fingerprint}`;
}

/** Whether this chunker made the stored chunks; without a space, whatever counted the tokens. */
export function isCutBy(
  { chunkingFingerprint: stored = "" }: Pick<DocumentSummary, "chunkingFingerprint">,
  chunker: Pick<Chunker, "fingerprint">,
  space: Pick<EmbeddingSpace, "fingerprint"> | undefined,
): boolean {
  if (space !== undefined) return stored === chunkingFingerprint(chunker, space);
  return stored.startsWith(`${chunker.fingerprint}${COUNTED_BY}`);
}

const COUNTED_BY = ", counted by ";
