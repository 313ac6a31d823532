import type { MetadataValue } from "../../../core/index.ts";
import type { DocumentsPart } from "../segment/read-documents-part.ts";
import { type Allowed, isAllowed } from "../select/bitset.ts";
import { columnOf, fromColumn } from "./path-field.ts";

/** Documents of a segment, and the chunks that the caller may read. */
export interface ReadableSegment {
  readonly documents: DocumentsPart;
  readonly chunks: Allowed;
}

/** Returns the distinct values that a field has in readable documents. */
export function readValues(segments: readonly ReadableSegment[], field: string): readonly MetadataValue[] {
  return segments.flatMap(({ documents, chunks }) => {
    const column = documents.column(columnOf(field));
    if (column === undefined) return [];
    const seen = new Uint8Array(column.values.length + 1);
    for (const [ordinal, document] of documents.documentOfChunk.entries()) {
      if (chunks === undefined || isAllowed(chunks, ordinal)) seen[column.codes[document] ?? 0] = 1;
    }
    return column.values.filter((_, index) => seen[index + 1] === 1).map((value) => fromColumn(field, value));
  });
}
