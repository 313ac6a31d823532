import { readFormatVersion } from "./check-format.ts";
import { type Connection, inTransaction } from "./connection.ts";
import { convertToVersion3 } from "./convert-to-version-3.ts";
import { keyRow } from "./row-schemas.ts";
import { formatVersion, schemaOfVersion1 } from "./schema.ts";
import { hasUnusedSpace, markUnusedSpace, removeUnusedSpace } from "./unused-space.ts";

/** Statements that each version after the first adds. A new store runs all of them in order. */
const additions: ReadonlyMap<number, string> = new Map([
  [
    2,
    `
    CREATE TABLE sources (
      key INTEGER PRIMARY KEY,
      collection INTEGER NOT NULL REFERENCES collections (key),
      uri TEXT NOT NULL,
      options TEXT NOT NULL,
      added_at TEXT NOT NULL,
      synced_at TEXT,
      UNIQUE (collection, uri)
    ) STRICT;

    ALTER TABLE documents ADD COLUMN language TEXT;
    ALTER TABLE documents ADD COLUMN chunking_fingerprint TEXT;
    ALTER TABLE documents ADD COLUMN source INTEGER REFERENCES sources (key) ON DELETE SET NULL;
    ALTER TABLE documents ADD COLUMN revision TEXT;
    CREATE INDEX documents_by_source ON documents (source);

    CREATE TABLE signatures (
      document INTEGER PRIMARY KEY REFERENCES documents (key) ON DELETE CASCADE,
      bytes BLOB NOT NULL
    ) STRICT;

    CREATE TABLE signature_bands (
      collection INTEGER NOT NULL REFERENCES collections (key),
      band INTEGER NOT NULL,
      hash INTEGER NOT NULL,
      document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
      PRIMARY KEY (collection, band, hash, document)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX signature_bands_by_document ON signature_bands (document);
    `,
  ],
  [
    3,
    `
    ALTER TABLE documents ADD COLUMN chunk_version TEXT;
    ALTER TABLE documents ADD COLUMN text_length INTEGER;

    DROP INDEX chunks_by_id;
    ALTER TABLE chunks RENAME TO earlier_chunks;
    CREATE TABLE chunks (
      key INTEGER PRIMARY KEY,
      id TEXT,
      span_start INTEGER NOT NULL,
      span_end INTEGER NOT NULL,
      heading_path TEXT,
      heading_chunk INTEGER,
      tokens INTEGER NOT NULL,
      checksum INTEGER NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE INDEX chunks_by_id ON chunks (id) WHERE id IS NOT NULL;

    ALTER TABLE cached_vectors RENAME TO earlier_vectors;
    CREATE TABLE cached_vectors (
      space INTEGER NOT NULL REFERENCES spaces (key),
      text_hash BLOB NOT NULL,
      vector BLOB NOT NULL,
      PRIMARY KEY (space, text_hash)
    ) STRICT, WITHOUT ROWID;
    `,
  ],
]);

/** Conversions of rows that follow the statements of a version. */
const conversions: ReadonlyMap<number, (connection: Connection) => void> = new Map([[3, convertToVersion3]]);

function addVersion(connection: Connection, version: number): void {
  connection.execute(additions.get(version) ?? "");
  conversions.get(version)?.(connection);
}

/** Creates the tables of a version in an empty database. */
export function createTables(connection: Connection, version: number): void {
  connection.execute(schemaOfVersion1);
  for (let next = 2; next <= version; next++) addVersion(connection, next);
}

/**
 * Upgrades the tables to the current version in one transaction, then removes the space that is no longer used. This
 * release can continue to read meanwhile. Processes of an earlier release that have the store open fail with their next
 * call. If the disk has no room to remove that space, new documents use it, and the next opening tries again.
 *
 * @throws {BlockCorruptError} if a text is damaged; the store then stays as it was
 */
export function migrate(connection: Connection): void {
  if (readFormatVersion(connection) !== formatVersion) {
    inTransaction(connection, () => {
      // Reads the version again: another process may have upgraded the store in the meantime.
      const version = readFormatVersion(connection);
      for (let next = version + 1; next <= formatVersion; next++) {
        addVersion(connection, next);
        connection.pragma(`user_version = ${next}`);
      }
      if (version < formatVersion && holdsDocuments(connection)) markUnusedSpace(connection);
    });
  }
  if (hasUnusedSpace(connection)) removeUnusedSpace(connection);
}

function holdsDocuments(connection: Connection): boolean {
  const sql = "SELECT EXISTS (SELECT 1 FROM documents) AS key";
  return connection.get(keyRow, sql)?.key === 1;
}
