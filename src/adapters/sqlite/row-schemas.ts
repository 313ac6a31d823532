import { z } from "zod";
import { element, metadata } from "../../core/schemas/index.ts";

export const stringsSchema = z.array(z.string());
export const elementsSchema = z.array(element);

export const collectionRow = z.object({
  name: z.string(),
  generation: z.number(),
  created_at: z.string(),
  model: z.string().nullable(),
  dimensions: z.number().nullable(),
  fingerprint: z.string().nullable(),
});

export const summaryRow = z.object({
  key: z.number(),
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
  language: z.string().nullable(),
  chunking_fingerprint: z.string().nullable(),
  source: z.string().nullable(),
  revision: z.string().nullable(),
  text_bytes: z.number(),
  text_length: z.number().nullable(),
  elements_bytes: z.number(),
  locations_bytes: z.number(),
});

export const documentCountsRow = z.object({ documents: z.number(), withWarnings: z.number() });

export const chunkingRow = z.object({
  media_type: z.string(),
  chunking_fingerprint: z.string().nullable(),
  access_labels: z.string(),
  documents: z.number(),
});

export const sourceOptionsSchema = z.object({
  metadata,
  metadataRules: z.array(z.string()),
  accessLabels: z.array(z.string()),
  depth: z.number().exactOptional(),
});

export const sourceRow = z.object({
  uri: z.string(),
  options: z.string(),
  added_at: z.string(),
  synced_at: z.string().nullable(),
});

/** A chunk in a store before version 3. */
export const earlierChunkRow = z.object({
  id: z.string(),
  document_id: z.string(),
  span_start: z.number(),
  span_end: z.number(),
  text: z.string(),
  heading_path: z.string(),
  tokens: z.number(),
  access_labels: z.string(),
});

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** The span of a chunk, and its piece of the document's text. */
export const pieceStartRow = z.object({ key: z.number(), span_start: z.number() });
export const pieceRow = z.object({ span_start: z.number(), span_end: z.number(), checksum: z.number(), bytes });

export const chunkRow = pieceRow.extend({
  document_id: z.string(),
  chunk_version: z.string().nullable(),
  access_labels: z.string(),
  /** Set only if the id does not follow from version and number. */
  own_id: z.string().nullable(),
  number: z.number(),
  heading_path: z.string(),
  tokens: z.number(),
});

export const segmentRow = z.object({
  id: z.number(),
  format_version: z.number(),
  analysis_fingerprint: z.string(),
  chunk_count: z.number(),
  model: z.string().nullable(),
  dimensions: z.number().nullable(),
  fingerprint: z.string().nullable(),
});

export const partRow = z.object({
  segment: z.number(),
  part: z.enum(["lexical", "documents", "vectors"]),
  size_bytes: z.number(),
});

export const tombstoneRow = z.object({ segment: z.number(), document_ordinal: z.number() });

export const blockRow = z.object({ number: z.number(), checksum: z.number(), bytes });
export type BlockRow = z.infer<typeof blockRow>;
export const keyedBlockRow = blockRow.extend({ key: z.number() });

export const vectorRow = z.object({ text_hash: z.string(), vector: bytes, dimensions: z.number() });

export const signedRow = z.object({
  key: z.number(),
  id: z.string(),
  uri: z.string(),
  access_labels: z.string(),
  bytes,
});

export const checkRow = z.array(z.object({ quick_check: z.string() }));
export const keyRow = z.object({ key: z.number() });
export const idRow = z.object({ id: z.string() });
export const sizeRow = z.object({ size_bytes: z.number() });
export const originalRow = z.object({ key: z.number(), size_bytes: z.number() });
export const deletedRow = z.object({ key: z.number(), content_hash: z.string() });
export const countRow = z.object({ documents: z.number(), chunks: z.number() });
