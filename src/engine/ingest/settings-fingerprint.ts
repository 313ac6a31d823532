import { createHash } from "node:crypto";
import type { Metadata } from "../../core/index.ts";

/** Settings that decide what is stored of a document. */
export interface DocumentSettings {
  readonly language: string;
  readonly keepOriginals: boolean;
  /** Metadata set by the caller, without what the file says of itself. */
  readonly metadata: Metadata;
  readonly title: string | undefined;
}

/**
 * Names everything but the bytes, the loader, the labels and the chunking that decides what is stored of a document. If
 * all of these are the same, loading it again changes nothing.
 *
 * @returns 16 hexadecimal digits
 */
export function settingsFingerprint({ language, keepOriginals, metadata, title }: DocumentSettings): string {
  const sorted = Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = [language, keepOriginals, sorted, title ?? null];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
