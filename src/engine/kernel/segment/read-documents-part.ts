import type { Metadata, MetadataValue } from "../../../core/index.ts";
import { createByteReader } from "./byte-reader.ts";
import { type Column, readColumn, valueAt } from "./column.ts";
import { readPartHeader } from "./part-header.ts";
import { readSortedStrings, type SortedStrings } from "./sorted-strings.ts";
import { type DocumentEntry, LABELS_COLUMN, LANGUAGE_COLUMN, METADATA_PREFIX } from "./write-documents-part.ts";

/** A segment's `documents` part. Ids and columns are decoded on use. */
export interface DocumentsPart {
  readonly chunkIds: SortedStrings;
  readonly documentIds: SortedStrings;
  /** Document ordinals by chunk ordinal. */
  readonly documentOfChunk: Uint32Array;
  readonly columnNames: readonly string[];
  /** Returns a field's column; undefined if no document of the segment has the field. */
  column(name: string): Column | undefined;
  entry(document: number): DocumentEntry;
}

/**
 * Opens a `documents` part.
 *
 * @throws {StoreVersionError} if the bytes are not a `documents` part, or have a version that cannot be read
 */
export function readDocuments(source: Uint8Array): DocumentsPart {
  const reader = createByteReader(source);
  readPartHeader(reader, "documents");
  const [chunkCount, documentCount] = [reader.u32(), reader.u32()];
  const owners = reader.bytes(chunkCount * 4);
  const names = readSortedStrings(source, reader.position());
  reader.seek(reader.position() + names.sizeBytes);
  const offsets = Array.from({ length: names.length }, () => reader.u32());
  const contentBytes = reader.u32();
  const contents = reader.position();
  const documentIds = readSortedStrings(source, contents + contentBytes);
  const chunkIds = readSortedStrings(source, contents + contentBytes + documentIds.sizeBytes);
  const columnNames = names.toArray();
  const columns = new Map<string, Column>();

  const column = (name: string): Column | undefined => {
    const offset = offsets[columnNames.indexOf(name)];
    if (offset === undefined) return undefined;
    const decoded = columns.get(name) ?? readColumn(createByteReader(source, contents + offset), documentCount);
    columns.set(name, decoded);
    return decoded;
  };
  const text = (name: string, document: number): string => {
    const value = valueAt(column(name), document);
    return typeof value === "string" ? value : "";
  };
  const entry = (document: number): DocumentEntry => {
    const labels = valueAt(column(LABELS_COLUMN), document);
    return {
      id: documentIds.at(document),
      uri: text("uri", document),
      title: text("title", document),
      mediaType: text("mediaType", document),
      addedAt: text("addedAt", document),
      language: text(LANGUAGE_COLUMN, document),
      accessLabels: Array.isArray(labels) ? labels : [],
      metadata: metadataOf(columnNames, (name) => valueAt(column(name), document)),
    };
  };
  const documentOfChunk = new Uint32Array(owners.buffer, owners.byteOffset, chunkCount);
  return { chunkIds, documentIds, documentOfChunk, columnNames, column, entry };
}

function metadataOf(names: readonly string[], read: (name: string) => MetadataValue | undefined): Metadata {
  const entries = names.flatMap((name): [string, MetadataValue][] => {
    const value = name.startsWith(METADATA_PREFIX) ? read(name) : undefined;
    return value === undefined ? [] : [[name.slice(METADATA_PREFIX.length), value]];
  });
  return Object.fromEntries(entries);
}
