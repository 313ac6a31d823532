import { z } from "zod";
import { checkBlocks, joinBlocks, splitBlocks } from "./block-rows.ts";
import { type ChunksToWrite, writeChunks } from "./chunk-rows.ts";
import { type Connection, parseColumn } from "./connection.ts";
import { cutText } from "./cut-text.ts";
import { blockRow, stringsSchema } from "./row-schemas.ts";
import { sizeOf, writePart } from "./write-documents.ts";

const documentRow = z.object({ key: z.number(), id: z.string(), text_bytes: z.number() });
type DocumentRow = z.infer<typeof documentRow>;

const chunkRow = z.object({
  id: z.string(),
  span_start: z.number(),
  span_end: z.number(),
  heading_path: z.string(),
  tokens: z.number(),
});

/**
 * Stores the text of each document in the rows of its chunks alone, within the transaction that the caller has begun.
 * Vectors in the cache stay float32, except zeros.
 *
 * @throws {BlockCorruptError} if a text is damaged
 */
export function convertToVersion3(connection: Connection): void {
  for (const document of connection.all(documentRow, "SELECT key, id, text_bytes FROM documents ORDER BY key"))
    convertDocument(connection, document);
  connection.execute(`
    INSERT INTO cached_vectors (space, text_hash, vector)
      SELECT space, unhex(text_hash), CASE WHEN vector = zeroblob(length(vector)) THEN x'' ELSE vector END
      FROM earlier_vectors WHERE unhex(text_hash) IS NOT NULL;
    DROP TABLE earlier_vectors;
    DROP TABLE earlier_chunks;
  `);
}

function convertDocument(connection: Connection, { key, id, text_bytes }: DocumentRow): void {
  const ofText = "FROM document_blocks WHERE document = @key AND part = 'text'";
  const rows = connection.all(blockRow, `SELECT number, checksum, bytes ${ofText} ORDER BY number`, { key });
  const bytes = joinBlocks([...checkBlocks(rows, `the text of document ${id}`, text_bytes)]);
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const chunks = chunksOf(connection, key);
  const { head, pieces, textLength } = cutText(text, chunks);

  const blocks = splitBlocks(Buffer.from(head, "utf8"));
  connection.run(`DELETE ${ofText}`, { key });
  writePart(connection, key, "text", blocks);
  const sql = "UPDATE documents SET text_bytes = @bytes, text_length = @textLength WHERE key = @key";
  connection.run(sql, { key, textLength, bytes: sizeOf(blocks) });
  writeChunks(connection, { document: key, documentId: id, chunks, pieces });
}

function chunksOf(connection: Connection, key: number): ChunksToWrite["chunks"] {
  const sql = `SELECT id, span_start, span_end, heading_path, tokens FROM earlier_chunks
    WHERE document = @key ORDER BY key`;
  return connection.all(chunkRow, sql, { key }).map((row) => ({
    id: row.id,
    span: { start: row.span_start, end: row.span_end },
    headingPath: parseColumn(stringsSchema, row.heading_path, connection.path),
    tokens: row.tokens,
  }));
}
