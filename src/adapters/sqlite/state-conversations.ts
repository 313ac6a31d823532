import { crc32 } from "node:zlib";
import { z } from "zod";
import {
  BlockCorruptError,
  type KeptConversation,
  type KeptTurn,
  type NewTurn,
  type StateQuery,
  type StateReference,
} from "../../core/index.ts";
import type { Connection } from "./connection.ts";
import { isVisible, scopeFromColumn, scopeToColumn } from "./state-scope.ts";

const conversationRow = z.object({
  id: z.string(),
  name: z.string(),
  scope: z.string(),
  started_at: z.string(),
  used_at: z.string(),
  turns: z.number(),
});
const turnRow = z.object({ asked_at: z.string(), checksum: z.number(), record: z.string() });
const keyRow = z.object({ key: z.number() });

/** Both tables change together, and the lock numbers turns that come at once. */
export function keepTurn(connection: Connection, { conversation, askedAt, record }: NewTurn): void {
  const { id, name } = conversation;
  const scope = scopeToColumn(conversation.scope);
  inTransaction(connection, () => {
    connection.run(
      `INSERT INTO sessions (id, name, scope, started_at, used_at) VALUES (@id, @name, @scope, @askedAt, @askedAt)
       ON CONFLICT (name, scope) DO UPDATE SET used_at = @askedAt`,
      { id, name, scope, askedAt },
    );
    connection.run(
      `INSERT INTO turns (session, number, asked_at, checksum, record)
       SELECT key, 1 + coalesce((SELECT max(number) FROM turns WHERE session = sessions.key), 0), @askedAt, @checksum, @record
       FROM sessions WHERE name = @name AND scope = @scope`,
      { name, scope, askedAt, checksum: crc32(record), record },
    );
  });
}

export function listConversations(connection: Connection, { limit, scope }: StateQuery): readonly KeptConversation[] {
  const sql = `SELECT id, name, scope, started_at, used_at,
      (SELECT count(*) FROM turns WHERE session = sessions.key) AS turns
    FROM sessions WHERE ${isVisible} ORDER BY used_at DESC, id DESC LIMIT @limit`;
  return connection.all(conversationRow, sql, { limit, reader: scopeToColumn(scope) }).map((row) => ({
    id: row.id,
    name: row.name,
    scope: scopeFromColumn(row.scope, connection.path),
    startedAt: row.started_at,
    usedAt: row.used_at,
    turns: row.turns,
  }));
}

export function readTurns(
  connection: Connection,
  { id, scope, limit }: StateReference & { readonly limit: number },
): readonly KeptTurn[] {
  const sql = `SELECT asked_at, checksum, record FROM turns
    WHERE session IN (SELECT key FROM sessions WHERE id = @id AND ${isVisible}) ORDER BY number DESC LIMIT @limit`;
  const rows = connection.all(turnRow, sql, { id, limit, reader: scopeToColumn(scope) });
  return rows.toReversed().map(({ asked_at: askedAt, checksum, record }) => {
    if (crc32(record) === checksum) return { askedAt, record };
    throw new BlockCorruptError(`The conversation ${id} in ${connection.path} is damaged.`, {
      hint: "Restore state.db from a backup, or remove the conversation with `lydian conversations remove`.",
    });
  });
}

/** Answers whether it was there. */
export function deleteConversation(connection: Connection, { id, scope }: StateReference): boolean {
  const sql = `SELECT key FROM sessions WHERE id = @id AND ${isVisible}`;
  return inTransaction(connection, () => {
    const found = connection.get(keyRow, sql, { id, reader: scopeToColumn(scope) });
    if (found === undefined) return false;
    connection.run("DELETE FROM turns WHERE session = @key", { key: found.key });
    connection.run("DELETE FROM sessions WHERE key = @key", { key: found.key });
    return true;
  });
}

function inTransaction<T>(connection: Connection, work: () => T): T {
  connection.execute("BEGIN IMMEDIATE");
  try {
    const result = work();
    connection.execute("COMMIT");
    return result;
  } finally {
    if (connection.isInTransaction()) connection.execute("ROLLBACK");
  }
}
