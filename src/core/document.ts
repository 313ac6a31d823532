import type { LocationMap } from "./location.ts";
import type { Receipt } from "./receipt.ts";
import type { Span } from "./span.ts";

/** A date is its ISO 8601 string: `2024-05-01`, or with a time in UTC, `2024-05-01T09:30:00.000Z`. */
export type MetadataValue = string | number | boolean | readonly string[];

/** Keys match `[A-Za-z_][A-Za-z0-9_.-]*`. A missing key is "unknown", never `null`. */
export type Metadata = Readonly<Record<string, MetadataValue>>;

/**
 * What stands where in a document's text, in reading order and without overlap. Elements may leave gaps (blank
 * lines, rules). `heading` has its level from 1 to 6; `table` may name the span of its header row or rows.
 */
export interface Element {
  readonly kind: "heading" | "paragraph" | "list" | "table" | "code" | "quote";
  readonly span: Span;
  readonly level?: number;
  readonly header?: Span;
}

/** What is known of a document without its text. */
export interface DocumentSummary {
  /** Stable for a URI within its collection, over all versions of the document. */
  readonly id: string;
  readonly collection: string;
  readonly uri: string;
  readonly title: string;
  readonly mediaType: string;
  readonly metadata: Metadata;
  /** Empty: everyone may read it. Otherwise a reader needs one of these labels. */
  readonly accessLabels: readonly string[];
  /** SHA-256 of the original bytes, 64 hexadecimal digits. */
  readonly contentHash: string;
  readonly loader: { readonly id: string; readonly version: string };
  /** Fingerprint of every setting that shaped text and metadata; another value means: load again. */
  readonly settingsFingerprint: string;
  /** ISO 8601, UTC. */
  readonly addedAt: string;
  /** ISO 639-1, where it was recognised or set; the words are analysed in it. It is the metadata `language`, too. */
  readonly language?: string;
  /** Of the chunker's version and settings that cut the stored chunks; another value means: cut the text again. */
  readonly chunkingFingerprint?: string;
  /** The URI of the source that owns the document: only that one changes or removes it when it is brought in step. */
  readonly source?: string;
  /** What the source said of this version of the bytes (size and time, ETag): the same again means unchanged. */
  readonly revision?: string;
  readonly receipt: Receipt;
}

/** An immutable document: NFC text with `\n` line ends, and where each part of it stands in the original. */
export interface Document extends DocumentSummary {
  readonly text: string;
  readonly elements: readonly Element[];
  readonly locations: LocationMap;
}
