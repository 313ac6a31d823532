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
import { type Connection, inTransaction } from "./connection.ts";
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

interface TurnsQuery extends StateReference {
  /** Maximum number of turns, from 1. */
  readonly limit: number;
}

/**
 * Adds a turn to its conversation, which is created with its first turn. The transaction gives turns at the same time
 * different numbers.
 */
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

/** Returns the conversations that the scope may see, the last used first. */
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

/**
 * Returns the last turns of a conversation in their order; none if the scope may not see it.
 *
 * @throws {BlockCorruptError} if a record differs from its checksum
 */
export function readTurns(connection: Connection, { id, scope, limit }: TurnsQuery): readonly KeptTurn[] {
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

/** Removes a conversation with its turns, and returns whether there was one that the scope may see. */
export function deleteConversation(connection: Connection, { id, scope }: StateReference): boolean {
  const sql = `SELECT key FROM sessions WHERE id = @id AND ${isVisible}`;
  return inTransaction(connection, () => {
    const key = connection.get(keyRow, sql, { id, reader: scopeToColumn(scope) })?.key;
    if (key === undefined) return false;
    connection.run("DELETE FROM turns WHERE session = @key", { key });
    connection.run("DELETE FROM sessions WHERE key = @key", { key });
    return true;
  });
}
