import type { DocumentSummary, MetadataValue } from "../../../core/index.ts";
import { createByteWriter } from "./byte-writer.ts";
import { writeColumn } from "./column.ts";
import { compareStrings } from "./compare-bytes.ts";
import { writePartHeader } from "./part-header.ts";
import { writeSortedStrings } from "./sorted-strings.ts";

/** Fields of a document that a segment stores for filters, access checks and merges. */
export interface DocumentEntry
  extends Pick<DocumentSummary, "id" | "accessLabels" | "metadata" | "uri" | "title" | "mediaType" | "addedAt"> {
  /** ISO 639-1 code of the language that its words were analysed in. */
  readonly language: string;
}

/** Ids that a segment stores of a chunk. */
export interface ChunkEntry {
  readonly id: string;
  readonly documentId: string;
}

/** Fields that every document has, besides `$labels` and `$language`. They hide metadata of the same name. */
export const BUILT_IN_FIELDS = ["uri", "title", "mediaType", "addedAt"] as const;
export const LABELS_COLUMN = "$labels";
export const LANGUAGE_COLUMN = "$language";
/** Prefix of metadata keys in column names, which keeps them apart from built-in columns. */
export const METADATA_PREFIX = "@";

/**
 * Writes the `documents` part: chunk ids, document ids, columns.
 *
 * @param documents  sorted by id
 * @param chunks     all chunks of these documents, sorted by id
 */
export function writeDocuments(documents: readonly DocumentEntry[], chunks: readonly ChunkEntry[]): Uint8Array {
  const writer = createByteWriter(4096);
  const ordinals = new Map(documents.map((document, ordinal) => [document.id, ordinal]));
  writePartHeader(writer, "documents");
  writer.u32(chunks.length);
  writer.u32(documents.length);
  for (const chunk of chunks) writer.u32(ordinals.get(chunk.documentId) ?? 0);
  const columns = collectColumns(documents);
  const contents = createByteWriter(4096);
  const offsets = columns.map(({ values }) => {
    const offset = contents.position();
    writeColumn(contents, values);
    return offset;
  });
  writeSortedStrings(
    writer,
    columns.map(({ name }) => name),
  );
  for (const offset of offsets) writer.u32(offset);
  writer.u32(contents.position());
  writer.bytes(contents.finish());
  writeSortedStrings(
    writer,
    documents.map(({ id }) => id),
  );
  writeSortedStrings(
    writer,
    chunks.map(({ id }) => id),
  );
  return writer.finish();
}

function collectColumns(documents: readonly DocumentEntry[]) {
  const keys = new Set(documents.flatMap(({ metadata }) => Object.keys(metadata)));
  const columns: { name: string; values: (MetadataValue | undefined)[] }[] = [
    ...BUILT_IN_FIELDS.map((name) => ({ name, values: documents.map((document) => document[name]) })),
    ...[...keys].map((key) => ({
      name: METADATA_PREFIX + key,
      values: documents.map(({ metadata }) => (Object.hasOwn(metadata, key) ? metadata[key] : undefined)),
    })),
    { name: LABELS_COLUMN, values: documents.map(({ accessLabels }) => accessLabels) },
    { name: LANGUAGE_COLUMN, values: documents.map(({ language }) => language) },
  ];
  return columns.sort((left, right) => compareStrings(left.name, right.name));
}
