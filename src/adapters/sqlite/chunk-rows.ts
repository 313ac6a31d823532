import type { z } from "zod";
import { type Chunk, canRead, type DocumentQuery, type DocumentReference } from "../../core/index.ts";
import { readFormatVersion } from "./check-format.ts";
import { joinChunkId, KEYS_PER_DOCUMENT, numberChunks, splitChunkId } from "./chunk-keys.ts";
import { type Connection, parseColumn } from "./connection.ts";
import { type TextPiece, textOfPiece } from "./cut-text.ts";
import { findDocument } from "./document-rows.ts";
import { earlierChunksOf, type LabelledChunk, readEarlierChunks } from "./earlier-chunk-rows.ts";
import { inOrder } from "./in-order.ts";
import { chunkRow, stringsSchema } from "./row-schemas.ts";

type ChunkRow = z.infer<typeof chunkRow>;

/**
 * Columns of a chunk. A heading path is stored once a document: the other chunks name the number of the chunk that has
 * it.
 */
const columns = `documents.id AS document_id, chunk_version, access_labels,
  chunks.id AS own_id, chunks.key % ${KEYS_PER_DOCUMENT} AS number, span_start, span_end, tokens, checksum, bytes,
  COALESCE(heading_path, (SELECT first.heading_path FROM chunks AS first
    WHERE first.key = documents.key * ${KEYS_PER_DOCUMENT} + chunks.heading_chunk)) AS heading_path`;
const ofCollection = "documents.collection = (SELECT key FROM collections WHERE name = @collection)";

/** Options of `readChunks`. */
interface ChunkQuery extends DocumentQuery {
  readonly ids: readonly string[];
}

/** Returns the chunks that exist and that the scope may read, in the order of `ids`. */
export function readChunks(connection: Connection, query: ChunkQuery): readonly Chunk[] {
  const { scope } = query;
  const chunks =
    readFormatVersion(connection) < 3
      ? readEarlierChunks(connection, query.collection, query.ids)
      : readRows(connection, query);
  const isReadable = ({ accessLabels }: LabelledChunk) =>
    scope.kind === "everything" || canRead(scope, parseColumn(stringsSchema, accessLabels, connection.path));
  return chunks.filter(isReadable).map(({ chunk }) => chunk);
}

function readRows(connection: Connection, { collection, ids }: ChunkQuery): readonly LabelledChunk[] {
  const numbered = findByNumber(connection, collection, ids);
  const others = numbered.length < ids.length ? findByOwnId(connection, collection, ids) : [];
  return inOrder([...numbered, ...others], ids, idOf).map((row) => ({
    chunk: chunkFrom(connection, row),
    accessLabels: row.access_labels,
  }));
}

/** Finds chunks whose ids follow from their numbers, as those of nearly all documents do. */
function findByNumber(connection: Connection, collection: string, ids: readonly string[]): readonly ChunkRow[] {
  // CROSS JOIN fixes the order of the loops: otherwise SQLite may scan all documents.
  const sql = `SELECT ${columns} FROM json_each(@places) AS places
    CROSS JOIN documents ON documents.id = places.value ->> 'documentId' AND ${ofCollection}
      AND chunk_version = places.value ->> 'version'
    CROSS JOIN chunks ON chunks.key = documents.key * ${KEYS_PER_DOCUMENT} + (places.value ->> 'number')
    WHERE chunks.id IS NULL`;
  const places = JSON.stringify(ids.flatMap((id) => splitChunkId(id) ?? []));
  return connection.all(chunkRow, sql, { collection, places });
}

function findByOwnId(connection: Connection, collection: string, ids: readonly string[]): readonly ChunkRow[] {
  const sql = `SELECT ${columns} FROM json_each(@ids) AS ids
    CROSS JOIN chunks ON chunks.id = ids.value
    CROSS JOIN documents ON documents.key = chunks.key / ${KEYS_PER_DOCUMENT} AND ${ofCollection}`;
  return connection.all(chunkRow, sql, { collection, ids: JSON.stringify(ids) });
}

/** Returns all chunks of one document in reading order; none if the scope may not read the document. */
export function chunksOfDocument(connection: Connection, reference: DocumentReference): readonly Chunk[] {
  const document = findDocument(connection, reference);
  if (document === undefined) return [];
  if (readFormatVersion(connection) < 3) return earlierChunksOf(connection, document.key);
  const sql = `SELECT ${columns} FROM documents CROSS JOIN chunks
    ON chunks.key >= @first AND chunks.key < @first + ${KEYS_PER_DOCUMENT}
    WHERE documents.key = @key ORDER BY chunks.key`;
  const { key } = document;
  const rows = connection.all(chunkRow, sql, { key, first: key * KEYS_PER_DOCUMENT });
  return rows.map((row) => chunkFrom(connection, row));
}

function chunkFrom({ path }: Connection, row: ChunkRow): Chunk {
  const span = { start: row.span_start, end: row.span_end };
  const id = idOf(row);
  return {
    id,
    documentId: row.document_id,
    span,
    text: textOfPiece({ ...row, span }, `chunk ${id}`),
    headingPath: parseColumn(stringsSchema, row.heading_path, path),
    tokens: row.tokens,
  };
}

function idOf({ own_id, document_id: documentId, chunk_version, number }: ChunkRow): string {
  return own_id ?? joinChunkId({ documentId, version: chunk_version ?? "", number });
}

/** Chunks of a document whose row has the key `document`. */
export interface ChunksToWrite {
  readonly document: number;
  readonly documentId: string;
  readonly chunks: readonly Omit<Chunk, "text" | "documentId">[];
  /** One piece of the document's text for each chunk. */
  readonly pieces: Iterable<TextPiece>;
}

/** Stores the chunks of a document that has none yet. */
export function writeChunks(connection: Connection, { document, documentId, chunks, pieces }: ChunksToWrite): void {
  const numbered = numberChunks(documentId, chunks);
  const version = numbered?.version ?? null;
  connection.run("UPDATE documents SET chunk_version = @version WHERE key = @document", { version, document });

  const sql = `INSERT INTO chunks (key, id, span_start, span_end, heading_path, heading_chunk, tokens, checksum, bytes)
    VALUES (@key, @id, @start, @end, @headingPath, @headingChunk, @tokens, @checksum, @bytes)`;
  const firstWithPath = new Map<string, number>();
  const pieceReader = pieces[Symbol.iterator]();
  for (const [index, { id, span, headingPath, tokens }] of chunks.entries()) {
    const number = numbered?.numbers[index] ?? index;
    const path = JSON.stringify(headingPath);
    const headingChunk = firstWithPath.get(path) ?? null;
    if (headingChunk === null) firstWithPath.set(path, number);
    connection.run(sql, {
      key: document * KEYS_PER_DOCUMENT + number,
      id: numbered === undefined ? id : null,
      start: span.start,
      end: span.end,
      headingPath: headingChunk === null ? path : null,
      headingChunk,
      tokens,
      ...nextPiece(pieceReader),
    });
  }
}

function nextPiece(pieces: Iterator<TextPiece>): TextPiece {
  const { done, value } = pieces.next();
  return done === true ? { checksum: 0, bytes: new Uint8Array() } : value;
}

/** Deletes the chunks of a document. */
export function deleteChunks(connection: Connection, document: number): void {
  const sql = `DELETE FROM chunks WHERE key >= @first AND key < @first + ${KEYS_PER_DOCUMENT}`;
  connection.run(sql, { first: document * KEYS_PER_DOCUMENT });
}
