import {
  type DocumentReference,
  damagedStoreError,
  type OriginalBlock,
  type OriginalBlockReference,
} from "../../core/index.ts";
import { checkBlock, checkBlocks, joinBlocks, splitBlocks } from "./block-rows.ts";
import type { Connection } from "./connection.ts";
import { findDocument } from "./document-rows.ts";
import { blockRow, originalRow } from "./row-schemas.ts";

/** Returns the bytes that the document was read from, unless a setting left them out. */
export function readOriginal(connection: Connection, reference: DocumentReference): Uint8Array | undefined {
  const contentHash = findDocument(connection, reference)?.summary.contentHash;
  const original = contentHash === undefined ? undefined : findOriginal(connection, contentHash);
  if (original === undefined) return undefined;

  const sql = "SELECT number, checksum, bytes FROM original_blocks WHERE original = @key ORDER BY number";
  const rows = connection.all(blockRow, sql, { key: original.key });
  return joinBlocks([...checkBlocks(rows, `original ${contentHash}`, original.size_bytes)]);
}

/** Returns a block of the original bytes, unless they are not stored or the document has another content by now. */
export function readOriginalBlock(
  connection: Connection,
  { contentHash, number, ...reference }: OriginalBlockReference,
): OriginalBlock | undefined {
  if (findDocument(connection, reference)?.summary.contentHash !== contentHash) return undefined;
  const original = findOriginal(connection, contentHash);
  if (original === undefined) return undefined;

  const { key, size_bytes: sizeBytes } = original;
  if (sizeBytes === 0) return { bytes: new Uint8Array(), sizeBytes };
  const sql = "SELECT number, checksum, bytes FROM original_blocks WHERE original = @key AND number = @number";
  const row = connection.get(blockRow, sql, { key, number });
  const what = `original ${contentHash}`;
  if (row === undefined) throw damagedStoreError(`Block ${number} of ${what} is missing`);
  checkBlock(row, what);
  return { bytes: row.bytes, sizeBytes };
}

/** Stores original bytes once for all documents with this content. */
export function writeOriginal(connection: Connection, contentHash: string, bytes: Uint8Array): void {
  if (findOriginal(connection, contentHash) !== undefined) return;
  const { key } = connection.run("INSERT INTO originals (content_hash, size_bytes) VALUES (@contentHash, @size)", {
    contentHash,
    size: bytes.length,
  });
  const sql = `INSERT INTO original_blocks (original, number, checksum, bytes)
    VALUES (@key, @number, @checksum, @bytes)`;
  for (const block of splitBlocks(bytes)) connection.run(sql, { key, ...block });
}

/** Removes the original bytes if no document has this content any more. */
export function removeUnusedOriginal(connection: Connection, contentHash: string): void {
  const sql = `DELETE FROM originals WHERE content_hash = @contentHash
    AND NOT EXISTS (SELECT 1 FROM documents WHERE content_hash = @contentHash)`;
  connection.run(sql, { contentHash });
}

function findOriginal(connection: Connection, contentHash: string) {
  const sql = "SELECT key, size_bytes FROM originals WHERE content_hash = @contentHash";
  return connection.get(originalRow, sql, { contentHash });
}
