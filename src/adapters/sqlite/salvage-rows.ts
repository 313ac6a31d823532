import { z } from "zod";
import { summaryRow } from "./row-schemas.ts";

// A store of version 1 or 2 lacks the columns that later versions added.
const later = z.string().nullish();

export const salvagedDocumentRow = summaryRow.extend({
  collection: z.number(),
  language: later,
  chunking_fingerprint: later,
  source: z.number().nullish(),
  revision: later,
  chunk_version: later,
  text_length: z.number().nullish(),
});
export type SalvagedDocumentRow = z.infer<typeof salvagedDocumentRow>;

export const salvagedChunkRow = z.object({
  key: z.number(),
  /** Missing if the id follows from the document's and the number. */
  id: z.string().nullable(),
  span_start: z.number(),
  span_end: z.number(),
  heading_path: z.string(),
  tokens: z.number(),
});

export const salvagedCollectionRow = z.object({ key: z.number(), name: z.string(), space: z.number().nullable() });
export const salvagedSpaceRow = z.object({
  key: z.number(),
  fingerprint: z.string(),
  model: z.string(),
  dimensions: z.number(),
});
export const salvagedSourceRow = z.object({
  key: z.number(),
  collection: z.number(),
  uri: z.string(),
  options: z.string(),
  added_at: z.string(),
  synced_at: z.string().nullable(),
});
export type SalvagedSourceRow = z.infer<typeof salvagedSourceRow>;

export const salvagedOriginalRow = z.object({ key: z.number(), content_hash: z.string(), size_bytes: z.number() });

/** Place of a block, with its owner. */
export const ownedBlockRow = z.object({ key: z.number(), owner: z.number(), part: z.string(), number: z.number() });
export const ownedRow = z.object({ key: z.number(), owner: z.number() });
