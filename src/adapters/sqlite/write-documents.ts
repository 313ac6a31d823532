import { type Chunk, type DocumentToStore, placesOfChunks, type Sequence } from "../../core/index.ts";
import { splitBlocks } from "./block-rows.ts";
import { deleteChunks, writeChunks } from "./chunk-rows.ts";
import { collectionKey } from "./collection-rows.ts";
import type { Connection } from "./connection.ts";
import { cutText } from "./cut-text.ts";
import { deflateText } from "./deflate.ts";
import type { DocumentPart } from "./document-rows.ts";
import { encodeLocations } from "./location-codec.ts";
import { removeUnusedOriginal, writeOriginal } from "./original-rows.ts";
import { type BlockRow, deletedRow } from "./row-schemas.ts";
import { sourceKey } from "./source-rows.ts";

/** Document with its chunks and, once per content, its original bytes. */
export interface DocumentToWrite {
  readonly document: DocumentToStore;
  readonly chunks: Sequence<Chunk>;
  readonly original: Uint8Array | undefined;
}

/** Stores a document with its chunks, and replaces the one with the same id. */
export function writeDocument(connection: Connection, { document, chunks, original }: DocumentToWrite): void {
  const replacedHash = deleteDocument(connection, document.collection, document.id);

  const placed = [...placesOfChunks(chunks)];
  const { head, pieces, textLength } = cutText(document.text, placed);
  const parts = {
    text: splitBlocks(Buffer.from(head, "utf8")),
    elements: splitBlocks(deflateText(JSON.stringify([...document.elements]))),
    locations: splitBlocks(deflateText(encodeLocations(document.locations))),
  };
  const key = insertSummary(connection, document, parts, textLength);
  writePart(connection, key, "text", parts.text);
  writePart(connection, key, "elements", parts.elements);
  writePart(connection, key, "locations", parts.locations);
  writeChunks(connection, { document: key, documentId: document.id, chunks: placed, pieces });

  if (original !== undefined) writeOriginal(connection, document.contentHash, original);
  if (replacedHash !== undefined) removeUnusedOriginal(connection, replacedHash);
}

/** Removes a document with its chunks and its original, and returns whether there was one. */
export function removeDocument(connection: Connection, collection: string, id: string): boolean {
  const contentHash = deleteDocument(connection, collection, id);
  if (contentHash !== undefined) removeUnusedOriginal(connection, contentHash);
  return contentHash !== undefined;
}

/** Deletes a document with its chunks and blocks, and returns its content hash. */
function deleteDocument(connection: Connection, collection: string, id: string): string | undefined {
  const sql = `DELETE FROM documents WHERE collection = @collection AND id = @id RETURNING key, content_hash`;
  const deleted = connection.get(deletedRow, sql, { collection: collectionKey(connection, collection), id });
  if (deleted !== undefined) deleteChunks(connection, deleted.key);
  return deleted?.content_hash;
}

function insertSummary(
  connection: Connection,
  document: DocumentToStore,
  parts: Readonly<Record<DocumentPart, readonly BlockRow[]>>,
  textLength: number | null,
): number {
  const sql = `INSERT INTO documents (collection, id, uri, title, media_type, metadata, access_labels, content_hash,
      loader_id, loader_version, settings_fingerprint, added_at, receipt,
      language, chunking_fingerprint, source, revision, text_bytes, text_length, elements_bytes, locations_bytes)
    VALUES (@collection, @id, @uri, @title, @mediaType, @metadata, @accessLabels, @contentHash,
      @loaderId, @loaderVersion, @settingsFingerprint, @addedAt, @receipt,
      @language, @chunkingFingerprint, @source, @revision, @textBytes, @textLength, @elementsBytes, @locationsBytes)`;
  const { id, uri, title, mediaType, contentHash, settingsFingerprint, addedAt, loader } = document;
  const collection = collectionKey(connection, document.collection);
  return connection.run(sql, {
    collection,
    id,
    uri,
    title,
    mediaType,
    metadata: JSON.stringify(document.metadata),
    accessLabels: JSON.stringify(document.accessLabels),
    contentHash,
    loaderId: loader.id,
    loaderVersion: loader.version,
    settingsFingerprint,
    addedAt,
    receipt: JSON.stringify(document.receipt),
    language: document.language ?? null,
    chunkingFingerprint: document.chunkingFingerprint ?? null,
    source: document.source === undefined ? null : sourceKey(connection, collection, document.source),
    revision: document.revision ?? null,
    textBytes: sizeOf(parts.text),
    textLength,
    elementsBytes: sizeOf(parts.elements),
    locationsBytes: sizeOf(parts.locations),
  }).key;
}

/** Stores the blocks of a part. */
export function writePart(connection: Connection, key: number, part: DocumentPart, blocks: readonly BlockRow[]): void {
  const sql = `INSERT INTO document_blocks (document, part, number, checksum, bytes)
    VALUES (@key, @part, @number, @checksum, @bytes)`;
  for (const block of blocks) connection.run(sql, { key, part, ...block });
}

/** Returns the number of bytes in all blocks. */
export function sizeOf(blocks: readonly BlockRow[]): number {
  return blocks.reduce((sum, { bytes }) => sum + bytes.length, 0);
}
