import { z } from "zod";
import { collectionName, location, span, text, warning } from "../../core/schemas/index.ts";

export const collection = collectionName
  .optional()
  .describe("Name of the collection; omit it for the default collection.");
export const where = z
  .string()
  .max(10_000)
  .optional()
  .describe("Filter on the metadata of documents, such as: year >= 2024 and not draft");
export const warnings = z.array(warning);

/** Place in a document, from which an agent can continue to read. */
export const place = { documentId: text, title: text, uri: text, headingPath: z.array(text) };
export const quote = z.object({ span, quote: text, location: location.optional() });

/** Hints for a tool that only reads the store. */
export const readingTool = { readOnlyHint: true, idempotentHint: true, openWorldHint: false } as const;
