import type { z } from "zod";
import { type Chunk, canRead, type DocumentQuery, type DocumentReference } from "../../core/index.ts";
import { type Connection, parseColumn } from "./connection.ts";
import { findDocument } from "./documents.ts";
import { inOrder } from "./in-order.ts";
import { chunkRow, stringsSchema } from "./rows.ts";

const columns = `chunks.id, documents.id AS document_id, span_start, span_end, chunks.text, heading_path, tokens,
  access_labels`;

/** The chunks that exist and are readable, in the order asked for. */
export function readChunks(
  connection: Connection,
  { collection, scope, ids }: DocumentQuery & { readonly ids: readonly string[] },
): readonly Chunk[] {
  const sql = `SELECT ${columns} FROM json_each(@ids) AS asked
    CROSS JOIN chunks ON chunks.id = asked.value
    CROSS JOIN documents ON documents.key = chunks.document
    WHERE collection = (SELECT key FROM collections WHERE name = @collection)`;
  const found = connection.all(chunkRow, sql, { collection, ids: JSON.stringify(ids) });
  const rows = inOrder(found, ids, ({ id }) => id);
  const isReadable = (row: z.infer<typeof chunkRow>) =>
    scope.kind === "everything" || canRead(scope, parseColumn(stringsSchema, row.access_labels, connection.path));
  return rows.filter(isReadable).map((row) => chunkFrom(connection, row));
}

/** All chunks of one document in reading order. */
export function chunksOfDocument(connection: Connection, reference: DocumentReference): readonly Chunk[] {
  const found = findDocument(connection, reference);
  if (found === undefined) return [];
  const sql = `SELECT ${columns} FROM chunks JOIN documents ON documents.key = chunks.document
    WHERE document = @key ORDER BY chunks.key`;
  return connection.all(chunkRow, sql, { key: found.key }).map((row) => chunkFrom(connection, row));
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
