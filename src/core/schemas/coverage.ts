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

/** A document of which something matches. */
export type MatchingDocument = z.infer<typeof matchingDocument>;

export const coverageSchema = readOnly(
  z
    .object({
      documents: count,
      sections: count,
      /** Sections read to their end. */
      sectionsRead: count,
      /** Sections withheld by a guard. */
      sectionsWithheld: count,
      /** Sections at which the language model failed, so that their content is unknown. */
      sectionsFailed: count,
      sectionsMatching: count,
      /** Sentences, rows and items in the matching sections; absent for a summary. */
      matches: count.exactOptional(),
      /** Pages without text, by the documents' receipts. Their content was not read. */
      pagesUnreadable: count,
      /** Ids of documents that were not read whole when they were added, including those with unreadable pages. */
      documentsWithGaps: z.array(text),
      /** `words`, or the language model that read the sections. */
      readBy: text,
      /** A sentence that says when a section matches. */
      test: text,
      /** True if every section was read, and no document has gaps. */
      isComplete: z.boolean(),
      /** Sorted by URI. */
      matching: z.array(matchingDocument),
      /** The numbers as one sentence. */
      statement: text,
    })
    .meta({ id: "Coverage", description: "Everything read for an answer about all documents." }),
);

/**
 * Certificate of what was read for an answer about all documents. "None" and "how many" are said only beside one.
 * `sections` is the sum of the sections that were read, withheld and failed.
 */
export type Coverage = z.infer<typeof coverageSchema>;

export const claimGroup = readOnly(
  z.object({
    documentId: text,
    title: text,
    /** Empty where there is no heading. */
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
    /** ISO 8601, as exact as it is known: `2025`, `2025-01-15`; or a version, such as `2.1`. */
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
      /** The answer's side comes first. */
      sides: z.tuple([conflictSide, conflictSide]),
      /** Index of the newer side; absent where that is unknown. */
      newer: z.union([z.literal(0), z.literal(1)]).exactOptional(),
    })
    .meta({
      id: "Conflict",
      description: "Two documents that contradict each other about the answer; the answer's side first.",
    }),
);

/** Two documents that contradict each other about what the answer says. */
export type Conflict = z.infer<typeof conflictSchema>;
