import { z } from "zod";
import type { DocumentSummary, Receipt, Warning } from "../index.ts";
import { count, hash, number, span, text } from "./place.ts";

export const warning: z.ZodType<Warning> = z
  .object({ code: text, message: text, documentId: text.exactOptional() })
  .meta({ id: "Warning" });

const receipt: z.ZodType<Receipt> = z
  .object({
    pages: count.exactOptional(),
    pagesWithoutText: z.array(count),
    ocrPages: z.array(z.object({ page: count, confidence: number })).exactOptional(),
    characters: count,
    tables: count,
    chunks: count,
    warnings: z.array(z.object({ code: text, message: text, page: count.exactOptional(), span: span.exactOptional() })),
    nearDuplicates: z.array(z.object({ documentId: text, uri: text, similarity: number })).exactOptional(),
  })
  .meta({ id: "Receipt", description: "What ingesting a document found." });

const metadataValue = z.union([text, number, z.boolean(), z.array(text)]);

export const metadata = z.record(text, metadataValue);

/** What is known of a document without its text, as others see it: no fingerprints of this machine. */
export const documentSummary: z.ZodType<PublicDocument> = z
  .object({
    id: text,
    collection: text,
    uri: text,
    title: text,
    mediaType: text,
    metadata,
    accessLabels: z.array(text),
    contentHash: hash,
    addedAt: text,
    language: text.exactOptional(),
    source: text.exactOptional(),
    receipt,
  })
  .meta({ id: "Document" });

export type PublicDocument = Omit<
  DocumentSummary,
  "loader" | "settingsFingerprint" | "chunkingFingerprint" | "revision"
>;
