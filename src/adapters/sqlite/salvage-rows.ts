import { z } from "zod";

// Columns that version 2 added are absent in a store of version 1.
const later = z.string().nullish();

export const salvagedDocumentRow = z.object({
  key: z.number(),
  collection: z.number(),
  id: z.string(),
  uri: z.string(),
  title: z.string(),
  media_type: z.string(),
  metadata: z.string(),
  access_labels: z.string(),
  content_hash: z.string(),
  loader_id: z.string(),
  loader_version: z.string(),
  settings_fingerprint: z.string(),
  added_at: z.string(),
  receipt: z.string(),
  text_bytes: z.number(),
  elements_bytes: z.number(),
  locations_bytes: z.number(),
  language: later,
  chunking_fingerprint: later,
  source: z.number().nullish(),
  revision: later,
});
export type SalvagedDocumentRow = z.infer<typeof salvagedDocumentRow>;

export const salvagedChunkRow = z.object({
  key: z.number(),
  id: z.string(),
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
export const salvagedOriginalRow = z.object({ key: z.number(), content_hash: z.string(), size_bytes: z.number() });

/** Where a block lies, and whose it is. */
export const ownedBlockRow = z.object({ key: z.number(), owner: z.number(), part: z.string(), number: z.number() });
export const ownedRow = z.object({ key: z.number(), owner: z.number() });
