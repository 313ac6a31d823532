import { readFormatVersion } from "./check-format.ts";
import { type Connection, inTransaction } from "./connection.ts";
import { formatVersion, schemaOfVersion1 } from "./schema.ts";

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
]);

/** Creates the tables of a version in an empty database. */
export function createTables(connection: Connection, version: number): void {
  connection.execute(schemaOfVersion1);
  for (let next = 2; next <= version; next++) connection.execute(additions.get(next) ?? "");
}

/**
 * Upgrades the tables to the current version in one transaction. Documents stay as they are. Readers that have the store
 * open can continue, because nothing that they read is changed.
 */
export function migrate(connection: Connection): void {
  if (readFormatVersion(connection) === formatVersion) return;
  inTransaction(connection, () => {
    // Reads the version again: another process may have upgraded the store in the meantime.
    for (let next = readFormatVersion(connection) + 1; next <= formatVersion; next++) {
      connection.execute(additions.get(next) ?? "");
      connection.pragma(`user_version = ${next}`);
    }
  });
}
