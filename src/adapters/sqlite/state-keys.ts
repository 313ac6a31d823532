import { z } from "zod";
import { type AccessScope, defined, everything, type KeptKey, type KeyStore, permissions } from "../../core/index.ts";
import { type Connection, parseColumn } from "./connection.ts";
import type { RunWhenFree } from "./when-free.ts";

/** Bytes as a plain array: the driver returns a `Buffer`. */
const bytes = z.instanceof(Uint8Array).transform((value) => new Uint8Array(value));
const keyRow = z.object({
  id: z.string(),
  name: z.string(),
  permission: z.enum(permissions),
  collections: z.string().nullable(),
  labels: z.string().nullable(),
  salt: bytes,
  hash: bytes,
  created_at: z.string(),
  revoked_at: z.string().nullable(),
});
const names = z.array(z.string());
const columns = "id, name, permission, collections, labels, salt, hash, created_at, revoked_at";

/** Creates the store of access keys in `state.db`. Each function runs when the database is free. */
export function createKeyStore(connection: Connection, whenFree: RunWhenFree): KeyStore {
  const keyFrom = (row: z.infer<typeof keyRow>) => readRow(row, connection.path);
  return {
    keepKey: (key, signal) => whenFree(() => keepKey(connection, key), signal),
    listKeys: (signal) =>
      whenFree(() => {
        const sql = `SELECT ${columns} FROM keys ORDER BY created_at, id`;
        return connection.all(keyRow, sql).map(keyFrom);
      }, signal),
    readKey: (id, signal) =>
      whenFree(() => {
        const row = connection.get(keyRow, `SELECT ${columns} FROM keys WHERE id = @id`, { id });
        return row && keyFrom(row);
      }, signal),
    revokeKey: (id, revokedAt, signal) =>
      whenFree(() => {
        const sql = "UPDATE keys SET revoked_at = @revokedAt WHERE id = @id AND revoked_at IS NULL";
        return connection.run(sql, { id, revokedAt }).changes > 0;
      }, signal),
  };
}

function keepKey(connection: Connection, key: KeptKey): void {
  const { id, name, permission, collections, scope, salt, hash, createdAt, revokedAt = null } = key;
  connection.run(
    `INSERT INTO keys (${columns})
     VALUES (@id, @name, @permission, @collections, @labels, @salt, @hash, @createdAt, @revokedAt)`,
    {
      id,
      name,
      permission,
      salt,
      hash,
      createdAt,
      revokedAt,
      collections: collections === undefined ? null : JSON.stringify(collections),
      labels: scope.kind === "everything" ? null : JSON.stringify(scope.labels),
    },
  );
}

function readRow(row: z.infer<typeof keyRow>, path: string): KeptKey {
  const { collections, labels, created_at: createdAt, revoked_at: revokedAt, ...rest } = row;
  const scope: AccessScope =
    labels === null ? everything : { kind: "labels", labels: parseColumn(names, labels, path) };
  return defined({
    ...rest,
    scope,
    createdAt,
    collections: collections === null ? undefined : parseColumn(names, collections, path),
    revokedAt: revokedAt ?? undefined,
  });
}
