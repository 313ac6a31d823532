import { constants, deflateRawSync } from "node:zlib";
import type { Chunk, DocumentToStore, Sequence } from "../../core/index.ts";
import { splitBlocks } from "./block-rows.ts";
import { collectionKey } from "./collection-rows.ts";
import type { Connection } from "./connection.ts";
import type { DocumentPart } from "./document-rows.ts";
import { encodeLocations } from "./location-codec.ts";
import { removeUnusedOriginal, writeOriginal } from "./original-rows.ts";
import { contentRow } from "./row-schemas.ts";
import { sourceKey } from "./source-rows.ts";

/** Document with its chunks and, once per content, its original bytes. */
export interface DocumentToWrite {
  readonly document: DocumentToStore;
  readonly chunks: Sequence<Chunk>;
  readonly original: Uint8Array | undefined;
}

/** A part of a document, with the key of the document's row. */
interface PartOfDocument {
  readonly key: number;
  readonly part: DocumentPart;
}

/** Maximum length in characters that is stored uncompressed: starting a compressor would cost more than it saves. */
const MAX_RAW_LENGTH = 100;

/** Stores a document with its chunks, and replaces the one with the same id. */
export function writeDocument(connection: Connection, { document, chunks, original }: DocumentToWrite): void {
  const replacedHash = deleteDocument(connection, document.collection, document.id);

  const parts = {
    text: Buffer.from(document.text.toString(), "utf8"),
    elements: deflate(JSON.stringify([...document.elements])),
    locations: deflate(encodeLocations(document.locations)),
  };
  const key = insertSummary(connection, document, parts);
  writePart(connection, { key, part: "text" }, parts.text);
  writePart(connection, { key, part: "elements" }, parts.elements);
  writePart(connection, { key, part: "locations" }, parts.locations);
  for (const chunk of chunks) insertChunk(connection, key, chunk);

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
  const sql = `DELETE FROM documents WHERE collection = @collection AND id = @id RETURNING content_hash`;
  return connection.get(contentRow, sql, { collection: collectionKey(connection, collection), id })?.content_hash;
}

function insertSummary(
  connection: Connection,
  document: DocumentToStore,
  parts: Readonly<Record<DocumentPart, Uint8Array>>,
): number {
  const sql = `INSERT INTO documents (collection, id, uri, title, media_type, metadata, access_labels, content_hash,
      loader_id, loader_version, settings_fingerprint, added_at, receipt,
      language, chunking_fingerprint, source, revision, text_bytes, elements_bytes, locations_bytes)
    VALUES (@collection, @id, @uri, @title, @mediaType, @metadata, @accessLabels, @contentHash,
      @loaderId, @loaderVersion, @settingsFingerprint, @addedAt, @receipt,
      @language, @chunkingFingerprint, @source, @revision, @textBytes, @elementsBytes, @locationsBytes)`;
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
    textBytes: parts.text.length,
    elementsBytes: parts.elements.length,
    locationsBytes: parts.locations.length,
  }).key;
}

function writePart(connection: Connection, { key, part }: PartOfDocument, bytes: Uint8Array): void {
  const sql = `INSERT INTO document_blocks (document, part, number, checksum, bytes)
    VALUES (@key, @part, @number, @checksum, @bytes)`;
  for (const block of splitBlocks(bytes)) connection.run(sql, { key, part, ...block });
}

function insertChunk(connection: Connection, document: number, { id, span, text, headingPath, tokens }: Chunk): void {
  const sql = `INSERT INTO chunks (document, id, span_start, span_end, text, heading_path, tokens)
    VALUES (@document, @id, @start, @end, @text, @headingPath, @tokens)`;
  const { start, end } = span;
  connection.run(sql, { document, id, start, end, text, headingPath: JSON.stringify(headingPath), tokens });
}

function deflate(json: string): Uint8Array {
  if (json.length <= MAX_RAW_LENGTH) return storeRaw(Buffer.from(json, "utf8"));
  // The fastest level: a location map is repeating numbers, and higher levels save little on it.
  return deflateRawSync(json, { level: constants.Z_BEST_SPEED });
}

/** Returns one final, uncompressed block of raw deflate: a mark, the length and its complement, the bytes (RFC 1951). */
function storeRaw(bytes: Buffer): Uint8Array {
  const block = Buffer.allocUnsafe(5 + bytes.length);
  block.writeUInt8(1, 0);
  block.writeUInt16LE(bytes.length, 1);
  block.writeUInt16LE(0xffff - bytes.length, 3);
  block.set(bytes, 5);
  return block;
}
