import { createHash } from "node:crypto";
import type { Metadata } from "../../core/index.ts";

/**
 * Of everything but the bytes, the loader and the chunking that shapes what is stored of a document: with the same
 * bytes, loader, labels and fingerprint, loading it again would change nothing.
 *
 * @returns 16 hexadecimal digits
 */
export function settingsFingerprint(settings: {
  readonly language: string;
  readonly keepOriginals: boolean;
  /** What the caller sets, without what the file says of itself. */
  readonly metadata: Metadata;
  readonly title: string | undefined;
}): string {
  const { language, keepOriginals, metadata, title } = settings;
  const sorted = Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = [language, keepOriginals, sorted, title ?? null];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
