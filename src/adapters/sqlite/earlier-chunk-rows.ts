import type { z } from "zod";
import type { Chunk } from "../../core/index.ts";
import { type Connection, parseColumn } from "./connection.ts";
import { inOrder } from "./in-order.ts";
import { earlierChunkRow, stringsSchema } from "./row-schemas.ts";

const columns = `chunks.id, documents.id AS document_id, span_start, span_end, chunks.text, heading_path, tokens,
  access_labels`;

/** A chunk with the access labels of its document as JSON. */
export interface LabelledChunk {
  readonly chunk: Chunk;
  readonly accessLabels: string;
}

/** Returns chunks of a store before version 3, whose rows hold the texts, in the order of `ids`. */
export function readEarlierChunks(
  connection: Connection,
  collection: string,
  ids: readonly string[],
): readonly LabelledChunk[] {
  const sql = `SELECT ${columns} FROM json_each(@ids) AS ids
    CROSS JOIN chunks ON chunks.id = ids.value
    CROSS JOIN documents ON documents.key = chunks.document
    WHERE collection = (SELECT key FROM collections WHERE name = @collection)`;
  const rows = connection.all(earlierChunkRow, sql, { collection, ids: JSON.stringify(ids) });
  return inOrder(rows, ids, ({ id }) => id).map((row) => ({
    chunk: chunkFrom(connection, row),
    accessLabels: row.access_labels,
  }));
}

/** Returns all chunks of a document of a store before version 3, in reading order. */
export function earlierChunksOf(connection: Connection, document: number): readonly Chunk[] {
  const sql = `SELECT ${columns} FROM chunks JOIN documents ON documents.key = chunks.document
    WHERE document = @document ORDER BY chunks.key`;
  return connection.all(earlierChunkRow, sql, { document }).map((row) => chunkFrom(connection, row));
}

function chunkFrom({ path }: Connection, row: z.infer<typeof earlierChunkRow>): Chunk {
  return {
    id: row.id,
    documentId: row.document_id,
    span: { start: row.span_start, end: row.span_end },
    text: row.text,
    headingPath: parseColumn(stringsSchema, row.heading_path, path),
    tokens: row.tokens,
  };
}
