import { createHash } from "node:crypto";
import type { Chunker, EmbeddingSpace, Metadata } from "../core/index.ts";

/**
 * Of everything but the bytes and the loader that shapes what is stored of a document: with the same bytes, loader,
 * labels and fingerprint, adding it again would change nothing.
 *
 * @returns 16 hexadecimal digits
 */
export function settingsFingerprint(settings: {
  readonly chunker: Pick<Chunker, "id" | "fingerprint">;
  /** Its tokens measure the chunks. */
  readonly space: EmbeddingSpace;
  readonly language: string;
  readonly keepOriginals: boolean;
  /** What the caller sets, without what the file says of itself. */
  readonly metadata: Metadata;
  readonly title: string | undefined;
}): string {
  const { chunker, space, language, keepOriginals, metadata, title } = settings;
  const sorted = Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = [chunker.id, chunker.fingerprint, space.fingerprint, language, keepOriginals, sorted, title ?? null];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
