import { z } from "zod";
import { type AccessScope, defined, everything, type KeptKey, type KeyStore, permissions } from "../../core/index.ts";
import { type Connection, inTransaction, parseColumn } from "./connection.ts";
import type { MarkedRow, MarkTable } from "./mark-table.ts";
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

type KeyRow = z.infer<typeof keyRow>;

/** Creates the store of access keys in `state.db`. A key without a required mark is unknown. */
export function createKeyStore(connection: Connection, marks: MarkTable, whenFree: RunWhenFree): KeyStore {
  const keysOf = (rows: readonly KeyRow[]) =>
    rows.filter((row) => marks.counts(markedKey(row))).map((row) => keyFrom(row, connection.path));
  return {
    keepKey: (key, signal) => whenFree(() => inTransaction(connection, () => keepKey(connection, marks, key)), signal),
    listKeys: (signal) => whenFree(() => keysOf(readRows(connection)), signal),
    readKey: (id, signal) => whenFree(() => keysOf(readRow(connection, id))[0], signal),
    replaceHash: (key, hash, signal) =>
      whenFree(() => inTransaction(connection, () => replaceHash(connection, marks, key, hash)), signal),
    revokeKey: (id, revokedAt, signal) =>
      whenFree(() => inTransaction(connection, () => revokeKey(connection, marks, id, revokedAt)), signal),
  };
}

/** Returns the keys that are not revoked, oldest first. */
export const usableKeys = (connection: Connection): readonly MarkedRow[] =>
  readRows(connection)
    .filter(({ revoked_at: revokedAt }) => revokedAt === null)
    .map(markedKey);

function markedKey({ id, name, permission, collections, labels, salt, hash, ...times }: KeyRow): MarkedRow {
  const secret = [salt, hash].map((value) => Buffer.from(value).toString("hex"));
  const { created_at: createdAt, revoked_at: revokedAt } = times;
  return {
    kind: "key",
    id,
    name: `${name} (${permission})`,
    content: [name, permission, collections, labels, ...secret, createdAt, revokedAt],
  };
}

const readRows = (connection: Connection): readonly KeyRow[] =>
  connection.all(keyRow, `SELECT ${columns} FROM keys ORDER BY created_at, id`);

const readRow = (connection: Connection, id: string): readonly KeyRow[] =>
  connection.all(keyRow, `SELECT ${columns} FROM keys WHERE id = @id`, { id });

function keepKey(connection: Connection, marks: MarkTable, key: KeptKey): void {
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
  for (const row of readRow(connection, id)) marks.add(markedKey(row));
}

function replaceHash(
  connection: Connection,
  marks: MarkTable,
  { id, hash: replaced }: KeptKey,
  { salt, hash }: Pick<KeptKey, "salt" | "hash">,
): void {
  const counting = readRow(connection, id).filter((row) => marks.counts(markedKey(row)));
  const sql = "UPDATE keys SET salt = @salt, hash = @hash WHERE id = @id AND hash = @replaced";
  if (connection.run(sql, { id, salt, hash, replaced }).changes === 0 || counting.length === 0) return;
  for (const row of readRow(connection, id)) marks.add(markedKey(row));
}

function revokeKey(connection: Connection, marks: MarkTable, id: string, revokedAt: string): boolean {
  const counting = readRow(connection, id).filter((row) => marks.counts(markedKey(row)));
  const sql = "UPDATE keys SET revoked_at = @revokedAt WHERE id = @id AND revoked_at IS NULL";
  const isRevoked = connection.run(sql, { id, revokedAt }).changes > 0;
  for (const row of counting) marks.add(markedKey({ ...row, revoked_at: row.revoked_at ?? revokedAt }));
  return isRevoked;
}

function keyFrom(row: KeyRow, path: string): KeptKey {
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
