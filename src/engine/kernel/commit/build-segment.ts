import {
  type Analyzer,
  type Chunk,
  DocumentChunks,
  type DocumentText,
  type DocumentToIndex,
  type PlacedChunk,
  type Sequence,
  type Span,
} from "../../../core/index.ts";
import type { SegmentDraft } from "../merge/build-merged-segment.ts";
import { compareStrings } from "../segment/compare-bytes.ts";
import { invertChunks } from "../segment/invert-chunks.ts";
import { markFollowed } from "../segment/mark-followed.ts";
import { writeDocuments } from "../segment/write-documents-part.ts";
import { writeLexical } from "../segment/write-lexical.ts";

/**
 * Builds the segment of new documents, without vectors.
 *
 * @param documents  no id occurs twice
 * @param language   ISO 639-1 code assumed for documents whose language is unknown
 */
export function buildSegment(
  documents: readonly DocumentToIndex[],
  language: string,
  analyzer: Analyzer,
): SegmentDraft {
  const byId = [...documents].sort((left, right) => compareStrings(left.document.id, right.document.id));
  const entries = byId.map(({ document }) => ({ ...document, language: document.language ?? language }));
  const chunks = byId
    .flatMap(({ document, chunks }) =>
      listChunks(chunks, document.text).map((chunk) => ({
        chunk,
        document,
        title: document.title,
        language: document.language ?? language,
      })),
    )
    .sort((left, right) => compareStrings(left.chunk.id, right.chunk.id));
  return {
    chunkCount: chunks.length,
    parts: {
      lexical: writeLexical(invertChunks(markFollowed(chunks, analyzer), analyzer)),
      documents: writeDocuments(
        entries,
        chunks.map(({ chunk }) => chunk),
      ),
    },
  };
}

function listChunks(chunks: Sequence<Chunk>, text: DocumentText): readonly Omit<Chunk, "tokens">[] {
  return chunks instanceof DocumentChunks
    ? Array.from(chunks.places(), (chunk) => new ChunkOfDocument(chunk, text))
    : [...chunks];
}

/**
 * A chunk whose text is read from its document whenever it is asked for. A getter in a literal would take two
 * kilobytes.
 */
class ChunkOfDocument implements Omit<Chunk, "tokens"> {
  readonly id: string;
  readonly documentId: string;
  readonly span: Span;
  readonly headingPath: readonly string[];
  readonly #text: DocumentText;

  constructor({ id, documentId, span, headingPath }: PlacedChunk, text: DocumentText) {
    this.id = id;
    this.documentId = documentId;
    this.span = span;
    this.headingPath = headingPath;
    this.#text = text;
  }

  get text(): string {
    return this.#text.slice(this.span.start, this.span.end);
  }
}
