import { crc32 } from "node:zlib";
import { z } from "zod";
import {
  BlockCorruptError,
  type ConversationQuery,
  type ConversationQuotas,
  type KeptConversation,
  type KeptTurn,
  type NewTurn,
  type StateReference,
} from "../../core/index.ts";
import { type Connection, inTransaction } from "./connection.ts";
import { requireRoom } from "./state-quotas.ts";
import { isVisible, scopeFromColumn, scopeToColumn } from "./state-scope.ts";

const conversationRow = z.object({
  id: z.string(),
  name: z.string(),
  caller: z.string(),
  collection: z.string(),
  scope: z.string(),
  started_at: z.string(),
  used_at: z.string(),
  turns: z.number(),
});
const turnRow = z.object({ asked_at: z.string(), checksum: z.number(), record: z.string() });
const keyRow = z.object({ key: z.number() });
const isOfOwner = "name = @name AND caller = @caller AND collection = @collection AND scope = @scope";

/**
 * Adds a turn to its conversation, which is created with its first turn. The transaction gives turns at the same time
 * different numbers.
 */
export function keepTurn(
  connection: Connection,
  { conversation, askedAt, record, quotas }: NewTurn & { readonly quotas?: ConversationQuotas },
): void {
  const { id, name, caller, collection } = conversation;
  const owner = { name, caller, collection, scope: scopeToColumn(conversation.scope) };
  inTransaction(connection, () => {
    const isNew = connection.get(keyRow, `SELECT key FROM conversations WHERE ${isOfOwner}`, owner) === undefined;
    if (isNew) requireRoom(connection, "conversations", caller, quotas?.conversations);
    requireRoom(connection, "turns", caller, quotas?.turns);
    connection.run(
      `INSERT INTO conversations (id, name, caller, collection, scope, started_at, used_at)
       VALUES (@id, @name, @caller, @collection, @scope, @askedAt, @askedAt)
       ON CONFLICT (name, caller, collection, scope) DO UPDATE SET used_at = @askedAt`,
      { id, ...owner, askedAt },
    );
    connection.run(
      `INSERT INTO turns (session, number, asked_at, checksum, record)
       SELECT key, 1 + coalesce((SELECT max(number) FROM turns WHERE session = conversations.key), 0), @askedAt, @checksum, @record
       FROM conversations WHERE ${isOfOwner}`,
      { ...owner, askedAt, checksum: crc32(record), record },
    );
  });
}

/** Returns the conversations that the scope may see, the last used first. */
export function listConversations(
  connection: Connection,
  { limit, scope, caller, collection }: ConversationQuery,
): readonly KeptConversation[] {
  const sql = `SELECT id, name, caller, collection, scope, started_at, used_at,
      (SELECT count(*) FROM turns WHERE session = conversations.key) AS turns
    FROM conversations
    WHERE (@caller IS NULL OR caller = @caller) AND (@collection IS NULL OR collection = @collection) AND ${isVisible}
    ORDER BY used_at DESC, id DESC LIMIT @limit`;
  const only = { caller: caller ?? null, collection: collection ?? null };
  const query = { limit, ...only, reader: scopeToColumn(scope) };
  return connection.all(conversationRow, sql, query).map((row) => ({
    id: row.id,
    name: row.name,
    caller: row.caller,
    collection: row.collection,
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
export function readTurns(
  connection: Connection,
  { id, scope, limit }: StateReference & { readonly limit: number },
): readonly KeptTurn[] {
  const sql = `SELECT asked_at, checksum, record FROM turns
    WHERE session IN (SELECT key FROM conversations WHERE id = @id AND ${isVisible}) ORDER BY number DESC LIMIT @limit`;
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
  const sql = `SELECT key FROM conversations WHERE id = @id AND ${isVisible}`;
  return inTransaction(connection, () => {
    const key = connection.get(keyRow, sql, { id, reader: scopeToColumn(scope) })?.key;
    if (key === undefined) return false;
    connection.run("DELETE FROM turns WHERE session = @key", { key });
    connection.run("DELETE FROM conversations WHERE key = @key", { key });
    return true;
  });
}
