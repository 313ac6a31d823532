import {
  type Chunk,
  type Document,
  type IndexCommit,
  type IndexedDocument,
  type PackedDrafts,
  packDrafts,
  packElements,
  unpackDrafts,
  unpackElements,
} from "../../core/index.ts";

/** A commit as it crosses a thread: cloning an object for each chunk and element would block the caller. */
export interface PackedCommit extends Omit<IndexCommit, "add"> {
  readonly add: readonly PackedDocument[];
}

interface PackedDocument extends Omit<IndexedDocument, "document" | "chunks"> {
  readonly document: Omit<Document, "elements">;
  readonly elements: Int32Array<ArrayBuffer>;
  readonly chunks: PackedChunks;
}

/** Chunks as spans of their document's text, or as objects if they are anything else. */
type PackedChunks =
  | { readonly kind: "spans"; readonly ids: readonly string[]; readonly drafts: PackedDrafts }
  | { readonly kind: "objects"; readonly chunks: readonly Chunk[] };

/** Packs the elements and chunks of a commit into numbers. */
export function packCommit({ add, ...commit }: IndexCommit): PackedCommit {
  return { ...commit, add: add.map(packDocument) };
}

/** Returns the commit that `packCommit` packed. */
export function unpackCommit({ add, ...commit }: PackedCommit): IndexCommit {
  return { ...commit, add: add.map(unpackDocument) };
}

function packDocument({ document: { elements, ...document }, chunks, ...indexed }: IndexedDocument): PackedDocument {
  return { ...indexed, document, elements: packElements(elements), chunks: packChunks(document, chunks) };
}

function unpackDocument({ document, elements, chunks, ...indexed }: PackedDocument): IndexedDocument {
  return {
    ...indexed,
    document: { ...document, elements: unpackElements(elements) },
    chunks: unpackChunks(document, chunks),
  };
}

function packChunks(document: Pick<Document, "id" | "text">, chunks: readonly Chunk[]): PackedChunks {
  const areSpans = chunks.every(
    ({ documentId, span, text }) => documentId === document.id && text === document.text.slice(span.start, span.end),
  );
  if (!areSpans) return { kind: "objects", chunks };
  return { kind: "spans", ids: chunks.map(({ id }) => id), drafts: packDrafts(chunks) };
}

function unpackChunks({ id: documentId, text }: Pick<Document, "id" | "text">, packed: PackedChunks): readonly Chunk[] {
  if (packed.kind === "objects") return packed.chunks;
  return unpackDrafts(packed.drafts).map((draft, index) => ({
    id: packed.ids[index] ?? "",
    documentId,
    span: draft.span,
    text: text.slice(draft.span.start, draft.span.end),
    headingPath: draft.headingPath,
    tokens: draft.tokens,
  }));
}
