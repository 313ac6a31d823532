import { type DocumentOrigin, defined, type Source, SourceNotFoundError } from "../../core/index.ts";
import { readFormatVersion } from "./check-format.ts";
import { collectionKey } from "./collection-rows.ts";
import { type Connection, parseColumn } from "./connection.ts";
import { idRow, keyRow, sourceOptionsSchema, sourceRow } from "./row-schemas.ts";

/** Returns the sources of a collection by URI. A store of version 1 that is opened read-only has none. */
export function readSources(connection: Connection, collection: string): readonly Source[] {
  if (readFormatVersion(connection) < 2) return [];
  const sql = `SELECT uri, options, sources.added_at, synced_at FROM sources
    JOIN collections ON collections.key = sources.collection WHERE collections.name = @collection ORDER BY uri`;
  return connection.all(sourceRow, sql, { collection }).map((row) =>
    defined({
      collection,
      uri: row.uri,
      options: parseColumn(sourceOptionsSchema, row.options, connection.path),
      addedAt: row.added_at,
      syncedAt: row.synced_at ?? undefined,
    }),
  );
}

/** Adds a source, or replaces the one with the same URI. */
export function putSource(connection: Connection, source: Source): void {
  connection.run(
    `INSERT INTO sources (collection, uri, options, added_at, synced_at)
     VALUES (@collection, @uri, @options, @addedAt, @syncedAt)
     ON CONFLICT (collection, uri) DO UPDATE
     SET options = excluded.options, added_at = excluded.added_at, synced_at = excluded.synced_at`,
    toRow(connection, source),
  );
}

/** Replaces a source, and returns false if there is none with this URI. */
export function updateSource(connection: Connection, source: Source): boolean {
  const sql = `UPDATE sources SET options = @options, added_at = @addedAt, synced_at = @syncedAt
    WHERE collection = @collection AND uri = @uri`;
  return connection.run(sql, toRow(connection, source)).changes > 0;
}

function toRow(connection: Connection, { collection, uri, options, addedAt, syncedAt }: Source) {
  const key = collectionKey(connection, collection);
  return { collection: key, uri, options: JSON.stringify(options), addedAt, syncedAt: syncedAt ?? null };
}

/** Removes a source and returns the ids of its documents, which stay. Returns undefined if there is no such source. */
export function removeSource(connection: Connection, collection: string, uri: string): readonly string[] | undefined {
  const source = { collection: collectionKey(connection, collection), uri };
  const documentsSql = `SELECT id FROM documents WHERE source =
    (SELECT key FROM sources WHERE collection = @collection AND uri = @uri) ORDER BY id`;
  const ids = connection.all(idRow, documentsSql, source).map(({ id }) => id);
  const sql = "DELETE FROM sources WHERE collection = @collection AND uri = @uri";
  return connection.run(sql, source).changes > 0 ? ids : undefined;
}

/** Sets the source and revision of a document, and returns false if there is no such document. */
export function putOrigin(connection: Connection, collection: string, origin: DocumentOrigin): boolean {
  const key = collectionKey(connection, collection);
  const source = origin.source === undefined ? null : sourceKey(connection, key, origin.source);
  const sql = `UPDATE documents SET source = @source, revision = @revision
    WHERE collection = @key AND id = @documentId`;
  const { documentId, revision = null } = origin;
  return connection.run(sql, { key, documentId, source, revision }).changes > 0;
}

/**
 * Returns the key of a source's row.
 *
 * @param collection  key of the collection
 * @throws {SourceNotFoundError} if the collection has no such source
 */
export function sourceKey(connection: Connection, collection: number, uri: string): number {
  const sql = "SELECT key FROM sources WHERE collection = @collection AND uri = @uri";
  const row = connection.get(keyRow, sql, { collection, uri });
  if (row !== undefined) return row.key;
  throw new SourceNotFoundError(`The collection has no source ${uri}.`);
}
