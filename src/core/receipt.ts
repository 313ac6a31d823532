import type { Span } from "./span.ts";

/** Something that ingesting a document noticed; `code` is stable, kebab-case, and listed in docs/reference/errors.md. */
export interface ReceiptWarning {
  readonly code: string;
  readonly message: string;
  /** From 1, for warnings about one page. */
  readonly page?: number;
  readonly span?: Span;
}

/** What ingesting one document found. Nothing is silently empty: no text is a warning. */
export interface Receipt {
  /** For formats that have pages. */
  readonly pages?: number;
  /** Page numbers from 1, ascending: pages that are only a picture, or blank. */
  readonly pagesWithoutText: readonly number[];
  /** UTF-16 code units of the document's text. */
  readonly characters: number;
  readonly tables: number;
  readonly chunks: number;
  readonly warnings: readonly ReceiptWarning[];
}
