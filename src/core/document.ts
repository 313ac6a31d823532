import type { Sequence } from "./lists/sequence.ts";
import type { Element, MetadataValue, PublicDocument } from "./schemas/document.ts";
import type { LocatedSpan, LocationMap, Span } from "./schemas/place.ts";
import type { DocumentText } from "./text/shared-text.ts";

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

/** An immutable document: NFC text with `\n` line ends, and the place of each part in the original. */
export interface Document extends DocumentSummary {
  readonly text: string;
  readonly elements: readonly Element[];
  readonly locations: LocationMap;
}

/** A document on its way into a store. Its text and lists may be packed, so that no part is copied for each thread. */
export interface DocumentToStore extends DocumentSummary {
  readonly text: DocumentText;
  readonly elements: Sequence<Element>;
  readonly locations: Sequence<LocatedSpan>;
}

/** Returns a document with none of its parts packed. */
export function unpackDocument<Packed extends Pick<DocumentToStore, "text" | "elements" | "locations">>(
  packed: Packed,
): Omit<Packed, "text" | "elements" | "locations"> & Pick<Document, "text" | "elements" | "locations"> {
  const { text, elements, locations } = packed;
  return { ...packed, text: text.toString(), elements: [...elements], locations: [...locations] };
}

/**
 * A span of a document that is searched as a unit: `document.text.slice(span.start, span.end) === text`.
 *
 * `id` is `<document id>.<8 digits>.<6-digit number>`, so the ids of one document sort in reading order. The
 * digits come from the content hash and the chunking fingerprint. A chunk of another version, or of another
 * chunking, therefore has another id.
 */
export interface Chunk {
  readonly id: string;
  readonly documentId: string;
  readonly span: Span;
  readonly text: string;
  /** Headings from the outermost to the nearest; empty above the first heading. */
  readonly headingPath: readonly string[];
  /** Length of the chunk's text in the embedder's tokens, without context. */
  readonly tokens: number;
}

/** Value of the setting `language` that recognises the language of each document. */
export const AUTOMATIC_LANGUAGE = "auto";

/** Returns the language (ISO 639-1) assumed for a text of unknown language, under a value of the setting `language`. */
export function fallbackLanguage(setting: string): string {
  return setting === AUTOMATIC_LANGUAGE ? "en" : setting;
}

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** Pattern of a key of metadata that a person or a document gives. */
export const METADATA_KEY = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/**
 * Reads a word of a command line or a path as metadata: a number, `true`, `false`, or the text itself. Dates stay text.
 */
export function readMetadataValue(text: string): MetadataValue {
  if (text === "true" || text === "false") return text === "true";
  return NUMBER.test(text) ? Number(text) : text;
}
