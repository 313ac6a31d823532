import type { Element, PublicDocument } from "./schemas/document.ts";
import type { LocationMap } from "./schemas/place.ts";

/** A document without its text. */
export interface DocumentSummary extends PublicDocument {
  readonly loader: { readonly id: string; readonly version: string };
  /** Fingerprint of every setting that shaped text and metadata. If it differs, the document is loaded again. */
  readonly settingsFingerprint: string;
  /** Fingerprint of the chunker that cut the stored chunks. If it differs, the text is cut again. */
  readonly chunkingFingerprint?: string;
  /** The source's mark of this version (size and time, or ETag). If it is the same, the document is unchanged. */
  readonly revision?: string;
}

/** An immutable document: NFC text with `\n` line ends, and where each part of it stands in the original. */
export interface Document extends DocumentSummary {
  readonly text: string;
  readonly elements: readonly Element[];
  readonly locations: LocationMap;
}
