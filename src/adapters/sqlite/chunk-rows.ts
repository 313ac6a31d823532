import type { z } from "zod";
import { type Chunk, canRead, type DocumentQuery, type DocumentReference } from "../../core/index.ts";
import { type Connection, parseColumn } from "./connection.ts";
import { findDocument } from "./document-rows.ts";
import { inOrder } from "./in-order.ts";
import { chunkRow, stringsSchema } from "./row-schemas.ts";

const columns = `chunks.id, documents.id AS document_id, span_start, span_end, chunks.text, heading_path, tokens,
  access_labels`;

/** Options of `readChunks`. */
interface ChunkQuery extends DocumentQuery {
  readonly ids: readonly string[];
}

/** Returns the chunks that exist and that the scope may read, in the order of `ids`. */
export function readChunks(connection: Connection, { collection, scope, ids }: ChunkQuery): readonly Chunk[] {
  const sql = `SELECT ${columns} FROM json_each(@ids) AS ids
    CROSS JOIN chunks ON chunks.id = ids.value
    CROSS JOIN documents ON documents.key = chunks.document
    WHERE collection = (SELECT key FROM collections WHERE name = @collection)`;
  const unordered = connection.all(chunkRow, sql, { collection, ids: JSON.stringify(ids) });
  const rows = inOrder(unordered, ids, ({ id }) => id);

  const isReadable = (row: z.infer<typeof chunkRow>) =>
    scope.kind === "everything" || canRead(scope, parseColumn(stringsSchema, row.access_labels, connection.path));
  return rows.filter(isReadable).map((row) => chunkFrom(connection, row));
}

/** Returns all chunks of one document in reading order; none if the scope may not read the document. */
export function chunksOfDocument(connection: Connection, reference: DocumentReference): readonly Chunk[] {
  const document = findDocument(connection, reference);
  if (document === undefined) return [];
  const sql = `SELECT ${columns} FROM chunks JOIN documents ON documents.key = chunks.document
    WHERE document = @key ORDER BY chunks.key`;
  return connection.all(chunkRow, sql, { key: document.key }).map((row) => chunkFrom(connection, row));
}

function chunkFrom({ path }: Connection, row: z.infer<typeof chunkRow>): Chunk {
  return {
    id: row.id,
    documentId: row.document_id,
    span: { start: row.span_start, end: row.span_end },
    text: row.text,
    headingPath: parseColumn(stringsSchema, row.heading_path, path),
    tokens: row.tokens,
  };
}
