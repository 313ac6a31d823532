import { crc32 } from "node:zlib";
import { z } from "zod";
import {
  type AnswerQuery,
  BlockCorruptError,
  type KeptAnswer,
  type Quota,
  type SavedAnswerSummary,
  type StateReference,
} from "../../core/index.ts";
import { type Connection, inTransaction } from "./connection.ts";
import { requireRoom } from "./state-quotas.ts";
import { isOfCollections, isVisible, namesToColumn, scopeFromColumn, scopeToColumn } from "./state-scope.ts";

const summaryRow = z.object({
  id: z.string(),
  collection: z.string(),
  question: z.string(),
  status: z.enum(["grounded", "abstained"]),
  saved_at: z.string(),
});
const answerRow = summaryRow.extend({
  caller: z.string(),
  scope: z.string(),
  checksum: z.number(),
  record: z.string(),
});
const columns = "id, collection, question, status, saved_at";

/** Saves an answer with its checksum. Its id must be new, and the quota of its caller must have room. */
export function keepAnswer(
  connection: Connection,
  { quota, ...answer }: KeptAnswer & { readonly quota?: Quota },
): void {
  const { id, collection, question, status, savedAt, caller, record } = answer;
  const scope = scopeToColumn(answer.scope);
  inTransaction(connection, () => {
    requireRoom(connection, "answers", caller, quota);
    connection.run(
      `INSERT INTO answers (id, collection, question, status, saved_at, caller, scope, checksum, record)
       VALUES (@id, @collection, @question, @status, @savedAt, @caller, @scope, @checksum, @record)`,
      { id, collection, question, status, savedAt, caller, scope, checksum: crc32(record), record },
    );
  });
}

/** Returns the saved answers that the scope may see, the last saved first. */
export function listAnswers(
  connection: Connection,
  { limit, scope, collections }: AnswerQuery,
): readonly SavedAnswerSummary[] {
  const sql = `SELECT ${columns} FROM answers WHERE ${isOfCollections} AND ${isVisible}
    ORDER BY saved_at DESC, id DESC LIMIT @limit`;
  const wanted = { limit, collections: namesToColumn(collections), reader: scopeToColumn(scope) };
  return connection.all(summaryRow, sql, wanted).map(summaryFrom);
}

/**
 * Returns a saved answer, if the scope may see it.
 *
 * @throws {BlockCorruptError} if the record differs from its checksum
 */
export function readAnswer(connection: Connection, { id, scope }: StateReference): KeptAnswer | undefined {
  const sql = `SELECT ${columns}, caller, scope, checksum, record FROM answers WHERE id = @id AND ${isVisible}`;
  const row = connection.get(answerRow, sql, { id, reader: scopeToColumn(scope) });
  if (row === undefined) return undefined;
  if (crc32(row.record) !== row.checksum)
    throw new BlockCorruptError(`The saved answer ${id} in ${connection.path} is damaged.`, {
      hint: "Restore state.db from a backup, or remove the answer with `lydian answers remove`.",
    });
  const { caller, record } = row;
  return { ...summaryFrom(row), caller, scope: scopeFromColumn(row.scope, connection.path), record };
}

/** Removes a saved answer that the scope may see, of the caller if one is given. Returns whether there was one. */
export function deleteAnswer(
  connection: Connection,
  { id, scope, caller }: StateReference & { readonly caller?: string },
): boolean {
  const sql = `DELETE FROM answers WHERE id = @id AND (@caller IS NULL OR caller = @caller) AND ${isVisible}`;
  return connection.run(sql, { id, caller: caller ?? null, reader: scopeToColumn(scope) }).changes > 0;
}

function summaryFrom({ id, collection, question, status, saved_at: savedAt }: z.infer<typeof summaryRow>) {
  return { id, collection, question, status, savedAt };
}
