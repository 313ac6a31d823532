import type { z } from "zod";
import { canRead, type DocumentQuery, type Signature, type SignedDocument } from "../../core/index.ts";
import { readFormatVersion } from "./check-format.ts";
import { collectionKey } from "./collections.ts";
import { type Connection, parseColumn } from "./connection.ts";
import { keyRow, signedRow, stringsSchema } from "./rows.ts";

/** Of a text that thousands of documents have, the lookup would else read all of them. */
const MOST_SHARING = 200;

type SignaturesQuery = DocumentQuery & { readonly ids: readonly string[] };

const signedColumns = "documents.key, documents.id, documents.uri, documents.access_labels, signatures.bytes";
const ofCollection = "documents.collection = (SELECT key FROM collections WHERE name = @collection)";

/** A store of version 1 that is opened for reading only has none. */
export function readSignatures(connection: Connection, query: SignaturesQuery): ReadonlyMap<string, Uint8Array> {
  return new Map(readSigned(connection, query).map(({ documentId, signature }) => [documentId, signature]));
}

/** By id; see `StoreReader.sharedBands`. */
export function readSharedBands(
  connection: Connection,
  query: SignaturesQuery,
): ReadonlyMap<string, readonly SignedDocument[]> {
  const signed = readSigned(connection, query);
  return new Map(signed.map(({ key, documentId }) => [documentId, sharingWith(connection, query, key)]));
}

function readSigned(connection: Connection, { collection, scope, ids }: SignaturesQuery) {
  if (readFormatVersion(connection) < 2) return [];
  // CROSS JOIN keeps the order of the loops: SQLite would else be free to scan all documents.
  const sql = `SELECT ${signedColumns} FROM json_each(@ids) AS asked
    CROSS JOIN documents ON documents.id = asked.value AND ${ofCollection}
    CROSS JOIN signatures ON signatures.document = documents.key`;
  const rows = connection.all(signedRow, sql, { collection, ids: JSON.stringify(ids) });
  return rows.flatMap(toSigned(connection, scope));
}

function sharingWith(connection: Connection, { scope }: SignaturesQuery, document: number) {
  // CROSS JOIN keeps the order of the loops: its own bands, each with those who share it.
  const sql = `SELECT ${signedColumns} FROM documents JOIN signatures ON signatures.document = documents.key
    WHERE documents.key IN (
      SELECT DISTINCT other.document FROM signature_bands AS own CROSS JOIN signature_bands AS other
      ON other.collection = own.collection AND other.band = own.band AND other.hash = own.hash
      WHERE own.document = @document AND other.document != @document LIMIT ${MOST_SHARING})
    ORDER BY documents.id`;
  const rows = connection.all(signedRow, sql, { document }).flatMap(toSigned(connection, scope));
  return rows.map(({ documentId, uri, signature }) => ({ documentId, uri, signature }));
}

function toSigned({ path }: Connection, scope: DocumentQuery["scope"]) {
  return (row: z.infer<typeof signedRow>) => {
    if (!canRead(scope, parseColumn(stringsSchema, row.access_labels, path))) return [];
    return [{ key: row.key, documentId: row.id, uri: row.uri, signature: row.bytes }];
  };
}

/** Answers whether the document was there. */
export function putSignature(
  connection: Connection,
  { collection, documentId }: { readonly collection: string; readonly documentId: string },
  { bytes, bands }: Signature,
): boolean {
  const key = collectionKey(connection, collection);
  const found = "SELECT key FROM documents WHERE collection = @key AND id = @documentId";
  const document = connection.get(keyRow, found, { key, documentId })?.key;
  if (document === undefined) return false;
  connection.run("INSERT OR REPLACE INTO signatures (document, bytes) VALUES (@document, @bytes)", { document, bytes });
  connection.run("DELETE FROM signature_bands WHERE document = @document", { document });
  const insert = `INSERT INTO signature_bands (collection, band, hash, document)
    VALUES (@key, @band, @hash, @document)`;
  for (const [band, hash] of bands.entries()) connection.run(insert, { key, band, hash, document });
  return true;
}
