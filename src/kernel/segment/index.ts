export * from "./bm25.ts";
export type { Column } from "./column.ts";
export { compareBytes, compareStrings } from "./compare-bytes.ts";
export { type ChunkToInvert, invertChunks } from "./invert-chunks.ts";
export { openSegment, type Segment } from "./open-segment.ts";
export { openSegmentWithin } from "./open-segment-within.ts";
export { openSharedSegment } from "./open-shared-segment.ts";
export { FORMAT_VERSION } from "./part-header.ts";
export { createPartKeeper } from "./part-keeper.ts";
export { type DocumentsPart, readDocuments } from "./read-documents.ts";
export { type LexicalPart, readPostings } from "./read-lexical.ts";
export type { ScanSpace } from "./scan-space.ts";
export { createSegmentMemory, type SegmentMemory } from "./segment-memory.ts";
export { cutStripes, type Stripe, stripesBytes } from "./stripes.ts";
export { openTermBlocks, type TermBlocks, type TermEntry } from "./term-blocks.ts";
export {
  createPostingColumns,
  FIELDS,
  type InvertedChunks,
  type PerField,
  type PostingColumns,
  type TermPostings,
} from "./term-postings.ts";
export { readVectors, type StoredVector, type VectorRows, type VectorsPart, writeVectors } from "./vectors-part.ts";
export type { WordSpace } from "./word-space.ts";
export {
  BUILT_IN_FIELDS,
  type ChunkEntry,
  type DocumentEntry,
  LABELS_COLUMN,
  LANGUAGE_COLUMN,
  METADATA_PREFIX,
  writeDocuments,
} from "./write-documents.ts";
export { BLOCK_SIZE, IMPACT_LEVELS, writeLexical } from "./write-lexical.ts";
