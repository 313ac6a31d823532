import type { Chunk } from "../document.ts";
import type { Sequence } from "../lists/sequence.ts";
import type { ChunkDraft } from "../ports/chunker.ts";
import type { DocumentText } from "../text/shared-text.ts";
import { type DraftNumbers, PackedDrafts, packDrafts } from "./pack-drafts.ts";

const NUMBER_DIGITS = 6;

/** The chunks of one document without its text, in the form in which they cross threads. */
export interface PackedChunks {
  readonly documentId: string;
  /** Start of each chunk's id, to which a dot and the chunk's number are added. */
  readonly idPrefix: string;
  readonly drafts: DraftNumbers;
}

export interface ChunksOfText extends Omit<PackedChunks, "drafts"> {
  readonly text: DocumentText;
  readonly drafts: Sequence<ChunkDraft>;
}

/** A chunk without its text, which its document has. */
export type PlacedChunk = Omit<Chunk, "text">;

/** The chunks of a document, created on access; id and text are derived from number and span. */
export class DocumentChunks implements Sequence<Chunk> {
  readonly #chunks: ChunksOfText;

  constructor(chunks: ChunksOfText) {
    this.#chunks = chunks;
  }

  get length(): number {
    return this.#chunks.drafts.length;
  }

  *[Symbol.iterator](): Generator<Chunk> {
    const { text } = this.#chunks;
    for (const chunk of this.places()) yield { ...chunk, text: text.slice(chunk.span.start, chunk.span.end) };
  }

  /** Yields the chunks without their texts: a list of all texts takes as much memory as the document. */
  *places(): Generator<PlacedChunk> {
    const { documentId, idPrefix, drafts } = this.#chunks;
    let number = 0;
    for (const { span, headingPath, tokens } of drafts) {
      const id = `${idPrefix}.${String(number++).padStart(NUMBER_DIGITS, "0")}`;
      yield { id, documentId, span, headingPath, tokens };
    }
  }

  pack(): PackedChunks {
    const { documentId, idPrefix, drafts } = this.#chunks;
    return { documentId, idPrefix, drafts: packDrafts(drafts) };
  }
}

/** Returns the chunks that `DocumentChunks.pack` packed. */
export function unpackChunks({ drafts, ...packed }: PackedChunks, text: DocumentText): DocumentChunks {
  return new DocumentChunks({ ...packed, text, drafts: new PackedDrafts(drafts) });
}

/** Returns the chunks of a document without creating their texts. */
export function placesOfChunks(chunks: Sequence<Chunk>): Iterable<PlacedChunk> {
  return chunks instanceof DocumentChunks ? chunks.places() : chunks;
}
