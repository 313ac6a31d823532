import type { z } from "zod";
import { canRead, type DocumentQuery, type Signature, type SignedDocument } from "../../core/index.ts";
import { readFormatVersion } from "./check-format.ts";
import { collectionKey } from "./collection-rows.ts";
import { type Connection, parseColumn } from "./connection.ts";
import { keyRow, signedRow, stringsSchema } from "./row-schemas.ts";

/**
 * Maximum number of documents returned for one document. Without it, a text in thousands of documents reads them all.
 */
const MAX_SHARING = 200;

interface SignaturesQuery extends DocumentQuery {
  readonly ids: readonly string[];
}

const signedColumns = "documents.key, documents.id, documents.uri, documents.access_labels, signatures.bytes";
const ofCollection = "documents.collection = (SELECT key FROM collections WHERE name = @collection)";

/** Returns signatures by document id. A store of version 1 that is opened read-only has none. */
export function readSignatures(connection: Connection, query: SignaturesQuery): ReadonlyMap<string, Uint8Array> {
  return new Map(readSigned(connection, query).map(({ documentId, signature }) => [documentId, signature]));
}

/** Returns the documents that share a band with each of `ids`, by id; see `StoreReader.sharedBands`. */
export function readSharedBands(
  connection: Connection,
  query: SignaturesQuery,
): ReadonlyMap<string, readonly SignedDocument[]> {
  const documents = readSigned(connection, query);
  return new Map(documents.map(({ key, documentId }) => [documentId, findSharing(connection, query, key)]));
}

function readSigned(connection: Connection, { collection, scope, ids }: SignaturesQuery) {
  if (readFormatVersion(connection) < 2) return [];
  // CROSS JOIN fixes the order of the loops: otherwise SQLite may scan all documents.
  const sql = `SELECT ${signedColumns} FROM json_each(@ids) AS ids
    CROSS JOIN documents ON documents.id = ids.value AND ${ofCollection}
    CROSS JOIN signatures ON signatures.document = documents.key`;
  const rows = connection.all(signedRow, sql, { collection, ids: JSON.stringify(ids) });
  return rows.flatMap(toSigned(connection, scope));
}

/** Returns the first readable documents that share a band. Unreadable ones do not count, or their number would show. */
function findSharing(connection: Connection, { scope }: SignaturesQuery, document: number): readonly SignedDocument[] {
  // CROSS JOIN fixes the order of the loops: the document's bands outside, the documents that share them inside.
  const sql = `SELECT ${signedColumns} FROM (
      SELECT DISTINCT other.document FROM signature_bands AS target CROSS JOIN signature_bands AS other
      ON other.collection = target.collection AND other.band = target.band AND other.hash = target.hash
      WHERE target.document = @document AND other.document != @document) AS sharing
    CROSS JOIN documents ON documents.key = sharing.document
    CROSS JOIN signatures ON signatures.document = documents.key`;
  const readable = toSigned(connection, scope);
  const found: SignedDocument[] = [];
  for (const row of connection.iterate(signedRow, sql, { document })) {
    for (const { documentId, uri, signature } of readable(row)) found.push({ documentId, uri, signature });
    if (found.length === MAX_SHARING) break;
  }
  return found.sort((left, right) => (left.documentId < right.documentId ? -1 : 1));
}

function toSigned({ path }: Connection, scope: DocumentQuery["scope"]) {
  return (row: z.infer<typeof signedRow>) => {
    if (!canRead(scope, parseColumn(stringsSchema, row.access_labels, path))) return [];
    return [{ key: row.key, documentId: row.id, uri: row.uri, signature: row.bytes }];
  };
}

/** Replaces the signature of a document, and returns false if there is no such document. */
export function putSignature(
  connection: Connection,
  collection: string,
  documentId: string,
  { bytes, bands }: Signature,
): boolean {
  const key = collectionKey(connection, collection);
  const documentSql = "SELECT key FROM documents WHERE collection = @key AND id = @documentId";
  const document = connection.get(keyRow, documentSql, { key, documentId })?.key;
  if (document === undefined) return false;

  connection.run("INSERT OR REPLACE INTO signatures (document, bytes) VALUES (@document, @bytes)", { document, bytes });
  connection.run("DELETE FROM signature_bands WHERE document = @document", { document });
  const insert = `INSERT INTO signature_bands (collection, band, hash, document)
    VALUES (@key, @band, @hash, @document)`;
  for (const [band, hash] of bands.entries()) connection.run(insert, { key, band, hash, document });
  return true;
}
