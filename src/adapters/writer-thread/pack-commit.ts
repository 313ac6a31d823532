import {
  type Chunk,
  DocumentChunks,
  type DocumentSummary,
  type DocumentText,
  type DocumentToIndex,
  defined,
  type IndexCommit,
  type LocationNumbers,
  type PackedChunks,
  PackedElements,
  PackedLocations,
  type PackedText,
  packElements,
  packLocations,
  SharedText,
  unpackChunks,
} from "../../core/index.ts";
import { shareInTurns } from "./share-in-turns.ts";

/** Size above which an original is shared. A smaller one is copied with the message in less than a millisecond. */
const MAX_COPIED_BYTES = 262_144;

/** A commit as it crosses a thread: cloning a text, or an object for each chunk, would block the caller. */
export interface PackedCommit extends Omit<IndexCommit, "add"> {
  readonly add: readonly PackedDocument[];
}

interface PackedDocument extends Omit<DocumentToIndex, "document" | "chunks"> {
  readonly summary: DocumentSummary;
  /** Bytes that are shared, or a string, which is copied. */
  readonly text: PackedText | string;
  readonly elements: Int32Array;
  readonly locations: LocationNumbers;
  /** Chunks as spans of the text, or as they were given. */
  readonly chunks: PackedChunks | readonly Chunk[];
}

/** Packs the texts, elements, locations, chunks and large originals of a commit, and gives others a turn in between. */
export async function packCommit({ add, ...commit }: IndexCommit): Promise<PackedCommit> {
  const packed: PackedDocument[] = [];
  for (const document of add) packed.push(await packDocument(document));
  return { ...commit, add: packed };
}

/** Returns the commit that `packCommit` packed. */
export function unpackCommit({ add, ...commit }: PackedCommit): IndexCommit {
  return { ...commit, add: add.map(unpackDocument) };
}

async function packDocument({ document, chunks, original, ...indexed }: DocumentToIndex): Promise<PackedDocument> {
  const { text, elements, locations, ...summary } = document;
  return defined({
    ...indexed,
    original: original === undefined ? undefined : await packOriginal(original),
    summary,
    text: text instanceof SharedText ? text.pack() : text.toString(),
    elements: packElements(elements).numbers,
    locations: packLocations(locations),
    chunks: chunks instanceof DocumentChunks ? chunks.pack() : [...chunks],
  });
}

async function packOriginal(original: Uint8Array): Promise<Uint8Array> {
  const isShared = original.buffer instanceof SharedArrayBuffer;
  return original.length > MAX_COPIED_BYTES && !isShared ? shareInTurns([original], original.length) : original;
}

function unpackDocument({ summary, text: packed, elements, locations, chunks, ...indexed }: PackedDocument) {
  const text: DocumentText = typeof packed === "string" ? packed : new SharedText(packed);
  return {
    ...indexed,
    document: {
      ...summary,
      text,
      elements: new PackedElements(elements),
      locations: new PackedLocations(locations),
    },
    chunks: "drafts" in chunks ? unpackChunks(chunks, text) : chunks,
  };
}
