import type { Citation } from "./answer.ts";

/** What one document says where another says otherwise; `quote` equals its text at `span`, to the byte. */
export interface ConflictSide extends Pick<Citation, "documentId" | "span" | "quote" | "contentHash"> {
  readonly title: string;
  readonly uri: string;
  /** ISO 8601, as exact as it is known: `2025`, `2025-01-15`; or a version, such as `2.1`. */
  readonly version?: string;
  /** Where that is from: the document's metadata, its title, its file's name, a heading above, or when its file was changed. */
  readonly versionFrom?: "metadata" | "title" | "name" | "heading" | "file";
}

/** Two documents that do not agree on what the answer says. */
export interface Conflict {
  readonly kind: "quantity" | "negation" | "comparison";
  /** A sentence for people: "It says €25; the source says €40." */
  readonly why: string;
  /** That of the answer first. */
  readonly sides: readonly [ConflictSide, ConflictSide];
  /** Index of the newer side; absent where that is not known. */
  readonly newer?: 0 | 1;
}
