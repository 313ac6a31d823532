import type { Chunker, EmbeddingSpace } from "../core/index.ts";

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
  return `${fingerprint}, counted by ${space.fingerprint}`;
}
