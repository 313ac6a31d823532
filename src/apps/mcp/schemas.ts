import { z } from "zod";
import { collectionName, location, span, text, warning } from "../../core/schemas/index.ts";

export const collection = collectionName.optional().describe("Name of the collection; leave it out for the usual one.");
export const where = z
  .string()
  .max(10_000)
  .optional()
  .describe("Only documents whose metadata fits, as in: year >= 2024 and not draft");
export const warnings = z.array(warning);

/** Where something stands: an agent may read on from there. */
export const place = { documentId: text, title: text, uri: text, headingPath: z.array(text) };
export const quote = z.object({ span, quote: text, location: location.optional() });

/** Reads, changes nothing, and reaches nothing but the store. */
export const readingTool = { readOnlyHint: true, idempotentHint: true, openWorldHint: false } as const;
