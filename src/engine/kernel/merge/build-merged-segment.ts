import { type Analyzer, defined, everything, type SegmentPart, type StoreReader } from "../../../core/index.ts";
import { compareStrings } from "../segment/compare-bytes.ts";
import { type ChunkToInvert, invertChunks } from "../segment/invert-chunks.ts";
import { markFollowed } from "../segment/mark-followed.ts";
import type { InvertedChunks } from "../segment/term-postings.ts";
import { type VectorsPart, writeVectors } from "../segment/vectors-part.ts";
import { writeDocuments } from "../segment/write-documents-part.ts";
import { writeLexical } from "../segment/write-lexical.ts";
import { isAllowed } from "../select/bitset.ts";
import type { LiveSegment } from "../snapshot/live-segment.ts";
import { mergeInverted } from "./merge-terms.ts";

/** A built segment that is not stored yet. */
export interface SegmentDraft {
  readonly chunkCount: number;
  readonly parts: Readonly<Partial<Record<SegmentPart, Uint8Array>>>;
}

/** Services that a merge works with. */
export interface MergeContext {
  /** Holds the texts of segments that must be analysed again. */
  readonly store: Pick<StoreReader, "chunksOfDocument" | "readDocument">;
  readonly analyzer: Analyzer;
  readonly signal: AbortSignal;
}

/** Place of a merged chunk in the inputs of the merge. */
interface Origin {
  readonly id: string;
  /** Index of the input. */
  readonly input: number;
  /** Ordinal of the chunk in that input. */
  readonly ordinal: number;
}

/**
 * Merges segments of one embedding space into one without their deleted documents, or rewrites a single segment. The
 * bytes are the same as if the live documents had been committed together. Returns undefined if no document is left.
 */
export async function buildMergedSegment(
  context: MergeContext,
  inputs: readonly LiveSegment[],
): Promise<SegmentDraft | undefined> {
  const documents = inputs.flatMap(liveEntries).sort((left, right) => compareStrings(left.id, right.id));
  if (documents.length === 0) return undefined;

  const origins = inputs.flatMap(originsOf).sort((left, right) => compareStrings(left.id, right.id));
  const maps = inputs.map(({ documents }) => new Int32Array(documents.chunkIds.length).fill(-1));
  for (const [after, { input, ordinal }] of origins.entries()) maps[input]?.fill(after, ordinal, ordinal + 1);
  const mergeInputs = [];
  for (const [index, input] of inputs.entries()) {
    mergeInputs.push({ inverted: await invertedOf(context, input), ordinals: maps[index] ?? new Int32Array() });
  }

  const chunks = origins.map(({ id, input, ordinal }) => ({ id, documentId: ownerOf(inputs[input], ordinal) }));
  const vectors = await mergeVectors(inputs, origins, context.signal);
  return {
    chunkCount: origins.length,
    parts: defined({
      lexical: writeLexical(mergeInverted(mergeInputs, origins.length)),
      documents: writeDocuments(documents, chunks),
      vectors,
    }),
  };
}

function liveEntries({ documents, dead }: LiveSegment) {
  const deadOrdinals = new Set(dead);
  const all = Array.from({ length: documents.documentIds.length }, (_, document) => document);
  return all.filter((document) => !deadOrdinals.has(document)).map(documents.entry);
}

function originsOf({ documents, live }: LiveSegment, input: number): Origin[] {
  const origins = documents.chunkIds.toArray().map((id, ordinal) => ({ id, input, ordinal }));
  return live === undefined ? origins : origins.filter(({ ordinal }) => isAllowed(live, ordinal));
}

function ownerOf(input: LiveSegment | undefined, ordinal: number): string {
  return input?.documents.documentIds.at(input.documents.documentOfChunk[ordinal] ?? 0) ?? "";
}

/**
 * Reads the stored words; analyses the chunks' texts again if the words were analysed by other rules, or lack their
 * order.
 */
async function invertedOf(context: MergeContext, input: LiveSegment): Promise<InvertedChunks> {
  const { analyzer, signal } = context;
  if (input.segment.info.analysisFingerprint !== analyzer.fingerprint) return analyzeAgain(context, input);
  const { chunkCount, lengths, terms, orders } = await input.segment.lexical(signal);
  if (orders === undefined) return analyzeAgain(context, input);
  return { chunkCount, lengths, terms: terms(), orderOf: orders.row };
}

async function analyzeAgain({ store, analyzer, signal }: MergeContext, input: LiveSegment): Promise<InvertedChunks> {
  const emptyChunk: ChunkToInvert = { chunk: { text: "", headingPath: [] }, title: "", language: "en" };
  const chunksById = new Map<string, ChunkToInvert>();
  for (const { id, title, language } of liveEntries(input)) {
    const reference = { collection: input.segment.info.collection, scope: everything, document: id };
    const document = await store.readDocument(reference, signal);
    if (document === undefined) continue;
    const chunks = [...(await store.chunksOfDocument(reference, signal))];
    chunks.sort((left, right) => compareStrings(left.id, right.id));
    const marked = markFollowed(
      chunks.map((chunk) => ({ chunk, document, title, language })),
      analyzer,
    );
    for (const [index, toInvert] of marked.entries()) chunksById.set(chunks[index]?.id ?? "", toInvert);
  }
  const chunks = input.documents.chunkIds.toArray().map((id) => chunksById.get(id) ?? emptyChunk);
  return invertChunks(chunks, analyzer);
}

async function mergeVectors(
  inputs: readonly LiveSegment[],
  origins: readonly Origin[],
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  const space = inputs[0]?.segment.info.space;
  if (space === undefined) return undefined;
  const parts: (VectorsPart | undefined)[] = [];
  for (const input of inputs) parts.push(await input.vectors(signal));
  return writeVectors(
    space.dimensions,
    origins.map(({ input, ordinal }) => parts[input]?.row(ordinal)),
  );
}
