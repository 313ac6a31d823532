import {
  type Chunk,
  DocumentChunks,
  type DocumentSummary,
  type DocumentText,
  type DocumentToIndex,
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

/** Packs the texts, elements, locations and chunks of a commit. */
export function packCommit({ add, ...commit }: IndexCommit): PackedCommit {
  return { ...commit, add: add.map(packDocument) };
}

/** Returns the commit that `packCommit` packed. */
export function unpackCommit({ add, ...commit }: PackedCommit): IndexCommit {
  return { ...commit, add: add.map(unpackDocument) };
}

function packDocument({ document, chunks, ...indexed }: DocumentToIndex): PackedDocument {
  const { text, elements, locations, ...summary } = document;
  return {
    ...indexed,
    summary,
    text: text instanceof SharedText ? text.pack() : text.toString(),
    elements: packElements(elements).numbers,
    locations: packLocations(locations),
    chunks: chunks instanceof DocumentChunks ? chunks.pack() : [...chunks],
  };
}

function unpackDocument({ summary, text: packed, elements, locations, chunks, ...indexed }: PackedDocument) {
  const text: DocumentText = typeof packed === "string" ? packed : new SharedText(packed).toString();
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
