import { createHash } from "node:crypto";
import type { Metadata } from "../../core/index.ts";

/** Settings that decide which text, metadata and original bytes are stored for a document. */
export interface DocumentSettings {
  readonly language: string;
  readonly keepOriginals: boolean;
  /** Metadata set by the caller, without the file's own metadata. */
  readonly metadata: Metadata;
  readonly title: string | undefined;
}

/**
 * Returns a hash of the settings that decide which text, metadata and original bytes are stored for a document. If it
 * is the same, and so are the bytes, the loader, the labels and the chunking, loading the document again changes
 * nothing.
 *
 * @returns 16 hexadecimal digits
 */
export function settingsFingerprint({ language, keepOriginals, metadata, title }: DocumentSettings): string {
  const sorted = Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = [language, keepOriginals, sorted, title ?? null];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
