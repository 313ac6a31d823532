import { z } from "zod";
import { count, hash, span, text } from "./place.ts";
import { readOnly } from "./read-only.ts";

const matchingDocument = readOnly(
  z.object({
    documentId: text,
    uri: text,
    title: text,
    /** Number of its sections that match; at least 1. */
    sections: count,
  }),
);

/** A document with at least one matching section. */
export type MatchingDocument = z.infer<typeof matchingDocument>;

export const coverageSchema = readOnly(
  z
    .object({
      documents: count,
      sections: count,
      /** Number of sections that were read to their end. */
      sectionsRead: count,
      /** Number of sections that a guard withheld. */
      sectionsWithheld: count,
      /** Number of sections at which the language model failed, so that their content is unknown. */
      sectionsFailed: count,
      sectionsMatching: count,
      /** Number of matching sentences, rows and items; absent for a summary. */
      matches: count.exactOptional(),
      /** Number of pages without text, according to the documents' receipts. Their content was not read. */
      pagesUnreadable: count,
      /** Ids of documents that were not read whole when they were added, including those with unreadable pages. */
      documentsWithGaps: z.array(text),
      /** Reader of the sections: `words`, or the language model. */
      readBy: text,
      /** A sentence that says when a section matches. */
      test: text,
      /** True if every section was read, and no document has gaps. */
      isComplete: z.boolean(),
      /** Documents with matching sections, sorted by URI. */
      matching: z.array(matchingDocument),
      /** The numbers of the certificate as one sentence. */
      statement: text,
    })
    .meta({ id: "Coverage", description: "Everything read for an answer about all documents." }),
);

/**
 * Certificate of the sections that were read for an answer about all documents. An answer says "none" or "how many"
 * only together with such a certificate. `sections` is the sum of the sections that were read, withheld and failed.
 */
export type Coverage = z.infer<typeof coverageSchema>;

export const claimGroup = readOnly(
  z.object({
    documentId: text,
    title: text,
    /** Headings from the outermost to the nearest; empty if there is none. */
    headingPath: z.array(text),
    /** Indexes into the answer's claims, ascending. */
    claims: z.array(count),
  }),
);

/** Claims under the same heading of a document. */
export type ClaimGroup = z.infer<typeof claimGroup>;

const conflictSide = readOnly(
  z.object({
    documentId: text,
    span,
    quote: text,
    contentHash: hash,
    title: text,
    uri: text,
    /**
     * Version of the document: a date in ISO 8601, as exact as it is known (`2025`, `2025-01-15`), or a version such as
     * `2.1`.
     */
    version: text.exactOptional(),
    /** Origin of the version; `file` is the time of the file's last change. */
    versionFrom: z.enum(["metadata", "title", "name", "heading", "file"]).exactOptional(),
  }),
);

/** One side of a conflict; `quote` equals its document's text at `span`, to the byte. */
export type ConflictSide = z.infer<typeof conflictSide>;

export const conflictSchema = readOnly(
  z
    .object({
      kind: z.enum(["quantity", "negation", "comparison"]),
      /** A sentence for people: "It says €25; the source says €40." */
      why: text,
      /** Both sides of the conflict, the answer's side first. */
      sides: z.tuple([conflictSide, conflictSide]),
      /** Index of the newer side; absent where that is unknown. */
      newer: z.union([z.literal(0), z.literal(1)]).exactOptional(),
    })
    .meta({
      id: "Conflict",
      description: "Two documents that contradict each other about the answer; the answer's side first.",
    }),
);

/** Two documents that contradict each other about a statement of the answer. */
export type Conflict = z.infer<typeof conflictSchema>;
