import { crc32 } from "node:zlib";
import { z } from "zod";
import {
  BlockCorruptError,
  type KeptAnswer,
  type SavedAnswerSummary,
  type StateQuery,
  type StateReference,
} from "../../core/index.ts";
import type { Connection } from "./connection.ts";
import { isVisible, scopeFromColumn, scopeToColumn } from "./state-scope.ts";

const summaryRow = z.object({
  id: z.string(),
  collection: z.string(),
  question: z.string(),
  status: z.enum(["grounded", "abstained"]),
  saved_at: z.string(),
});
const answerRow = summaryRow.extend({ scope: z.string(), checksum: z.number(), record: z.string() });
const columns = "id, collection, question, status, saved_at";

/** Saves an answer with its checksum. Its id must be new. */
export function keepAnswer(connection: Connection, answer: KeptAnswer): void {
  const { id, collection, question, status, savedAt, record } = answer;
  const scope = scopeToColumn(answer.scope);
  connection.run(
    `INSERT INTO answers (id, collection, question, status, saved_at, scope, checksum, record)
     VALUES (@id, @collection, @question, @status, @savedAt, @scope, @checksum, @record)`,
    { id, collection, question, status, savedAt, scope, checksum: crc32(record), record },
  );
}

/** Returns the saved answers that the scope may see, the last saved first. */
export function listAnswers(connection: Connection, { limit, scope }: StateQuery): readonly SavedAnswerSummary[] {
  const sql = `SELECT ${columns} FROM answers WHERE ${isVisible} ORDER BY saved_at DESC, id DESC LIMIT @limit`;
  return connection.all(summaryRow, sql, { limit, reader: scopeToColumn(scope) }).map(summaryFrom);
}

/**
 * Returns a saved answer, if the scope may see it.
 *
 * @throws {BlockCorruptError} if the record differs from its checksum
 */
export function readAnswer(connection: Connection, { id, scope }: StateReference): KeptAnswer | undefined {
  const sql = `SELECT ${columns}, scope, checksum, record FROM answers WHERE id = @id AND ${isVisible}`;
  const row = connection.get(answerRow, sql, { id, reader: scopeToColumn(scope) });
  if (row === undefined) return undefined;
  if (crc32(row.record) !== row.checksum)
    throw new BlockCorruptError(`The saved answer ${id} in ${connection.path} is damaged.`, {
      hint: "Restore state.db from a backup, or remove the answer with `lydian answers remove`.",
    });
  return { ...summaryFrom(row), scope: scopeFromColumn(row.scope, connection.path), record: row.record };
}

/** Removes a saved answer that the scope may see, and returns whether there was one. */
export function deleteAnswer(connection: Connection, { id, scope }: StateReference): boolean {
  const sql = `DELETE FROM answers WHERE id = @id AND ${isVisible}`;
  return connection.run(sql, { id, reader: scopeToColumn(scope) }).changes > 0;
}

function summaryFrom({ id, collection, question, status, saved_at: savedAt }: z.infer<typeof summaryRow>) {
  return { id, collection, question, status, savedAt };
}
