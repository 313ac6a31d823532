import type { Span } from "./span.ts";

/** Something that ingesting a document noticed; `code` is stable, kebab-case, and listed in docs/reference/errors.md. */
export interface ReceiptWarning {
  readonly code: string;
  readonly message: string;
  /** From 1, for warnings about one page. */
  readonly page?: number;
  readonly span?: Span;
}

/** A document that says nearly the same. */
export interface NearDuplicate {
  readonly documentId: string;
  readonly uri: string;
  /** 1: the same words in the same order; below that the share of the shingles of five words that both have, estimated. */
  readonly similarity: number;
}

/** A page that OCR looked at. */
export interface ReadPage {
  /** From 1. */
  readonly page: number;
  /** How sure OCR is of its words, from 0 to 1; 0 where it found none. */
  readonly confidence: number;
}

/** What ingesting one document found. Nothing is silently empty: no text is a warning. */
export interface Receipt {
  /** For formats that have pages. */
  readonly pages?: number;
  /** Page numbers from 1, ascending: pages that are only a picture, or blank. */
  readonly pagesWithoutText: readonly number[];
  /** Where OCR was used; ascending. */
  readonly ocrPages?: readonly ReadPage[];
  /** UTF-16 code units of the document's text. */
  readonly characters: number;
  readonly tables: number;
  readonly chunks: number;
  readonly warnings: readonly ReceiptWarning[];
  /**
   * Documents of the collection, readable for whoever is told, that say nearly the same; most alike first. They come and
   * go, so they are looked up whenever a receipt is told and never stored; absent where nobody looked.
   */
  readonly nearDuplicates?: readonly NearDuplicate[];
}
