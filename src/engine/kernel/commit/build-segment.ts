import type { Analyzer, DocumentToIndex } from "../../../core/index.ts";
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
      Array.from(chunks, (chunk) => ({
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
