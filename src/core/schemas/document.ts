import { z } from "zod";
import { guardReportSchema } from "./guard-report.ts";
import { count, hash, number, ordinal, span, text } from "./place.ts";
import { readOnly } from "./read-only.ts";

export const warning = readOnly(
  z.object({ code: text, message: text, documentId: text.exactOptional() }).meta({ id: "Warning" }),
);

/** Something that a reader of the answer or of the hits should know; `code` is stable. */
export type Warning = z.infer<typeof warning>;

export const receiptWarning = readOnly(
  z.object({
    code: text,
    message: text,
    /** Number of the page, set for a warning about one page. */
    page: ordinal.exactOptional(),
    span: span.exactOptional(),
  }),
);

/**
 * Something that ingesting a document noticed; `code` is stable, kebab-case, and listed in docs/reference/errors.md.
 */
export type ReceiptWarning = z.infer<typeof receiptWarning>;

export const readPage = readOnly(
  z.object({
    page: ordinal,
    /** OCR's confidence in its words, from 0 to 1; 0 where it found none. */
    confidence: number.min(0).max(1),
  }),
);

/** A page that OCR looked at. */
export type ReadPage = z.infer<typeof readPage>;

const nearDuplicate = readOnly(
  z.object({
    documentId: text,
    uri: text,
    /**
     * Similarity of the texts. 1 means the same words in the same order; lower values estimate the share of five-word
     * shingles in common.
     */
    similarity: number,
  }),
);

/** A document with almost the same text. */
export type NearDuplicate = z.infer<typeof nearDuplicate>;

export const receipt = readOnly(
  z
    .object({
      /** Number of pages, for formats that have pages. */
      pages: count.exactOptional(),
      /** Pages that are only a picture, or blank; ascending. */
      pagesWithoutText: z.array(ordinal),
      /** Pages that OCR read; ascending. */
      ocrPages: z.array(readPage).exactOptional(),
      /** Length of the document's text in UTF-16 code units. */
      characters: count,
      tables: count,
      chunks: count,
      /**
       * Number of chunks that get no vector and are found by their words only, since they are numbers or encoded data
       * instead of prose. Absent if all are prose.
       */
      chunksNotEmbedded: count.exactOptional(),
      warnings: z.array(receiptWarning),
      /** Policy and verdicts of the guards; absent if the policy set none for documents. */
      guard: guardReportSchema.exactOptional(),
      /**
       * Readable documents of the collection with almost the same text, most similar first. They change with the
       * collection, so they are looked up for each receipt and never stored. Absent if they were not looked up.
       */
      nearDuplicates: z.array(nearDuplicate).exactOptional(),
    })
    .meta({ id: "Receipt", description: "Findings of ingesting a document." }),
);

/** Findings of ingesting one document. Nothing is silently empty: a document without text gets a warning. */
export type Receipt = z.infer<typeof receipt>;

const metadataValue = readOnly(z.union([text, number, z.boolean(), z.array(text)]));

/**
 * A value of metadata. A date is its ISO 8601 string: `2024-05-01`, or with a time in UTC, `2024-05-01T09:30:00.000Z`.
 */
export type MetadataValue = z.infer<typeof metadataValue>;

export const metadata = readOnly(z.record(text, metadataValue));

/** Metadata of a document. Keys match `[A-Za-z_][A-Za-z0-9_.-]*`. A missing key is "unknown", never `null`. */
export type Metadata = z.infer<typeof metadata>;

export const element = readOnly(
  z.object({
    kind: z.enum(["heading", "paragraph", "list", "table", "code", "quote"]),
    span,
    /** Level of a heading, or of a declaration in source code: 1 at the margin, 2 within a class. */
    level: z.int().min(1).max(6).exactOptional(),
    /** Span of a table's header row or rows. */
    header: span.exactOptional(),
    /** Span of the name that a block of source code declares. */
    name: span.exactOptional(),
  }),
);

/**
 * A part of a document's text, such as a heading or a table. Elements are in reading order and do not overlap. They may
 * leave gaps (blank lines, rules).
 */
export type Element = z.infer<typeof element>;

export const documentSummarySchema = readOnly(
  z
    .object({
      /** Id of the document, the same for all versions of a URI within its collection. */
      id: text,
      collection: text,
      uri: text,
      title: text,
      mediaType: text,
      metadata,
      /** A reader needs one of these labels. If the list is empty, everyone may read the document. */
      accessLabels: z.array(text),
      /** SHA-256 of the original bytes. */
      contentHash: hash,
      /** Time when the document was added, ISO 8601 in UTC. */
      addedAt: text,
      /**
       * Language as an ISO 639-1 code, if recognised or set. The words are analysed in it, and the metadata `language`
       * has the same value.
       */
      language: text.exactOptional(),
      /**
       * URI of the source that owns the document. Only that source changes or removes the document when it is synced.
       */
      source: text.exactOptional(),
      receipt,
    })
    .meta({ id: "Document" }),
);

/** A document without its text, as clients see it: without the fingerprints of this machine. */
export type PublicDocument = z.infer<typeof documentSummarySchema>;
