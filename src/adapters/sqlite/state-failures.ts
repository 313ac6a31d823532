import { z } from "zod";
import { canRead, defined, type FailedFile, type FailureStore, MAX_FAILED_FILES } from "../../core/index.ts";
import { type Connection, inTransaction, parseColumn } from "./connection.ts";
import type { RunWhenFree } from "./when-free.ts";

const failureRow = z.object({
  uri: z.string(),
  source: z.string().nullable(),
  labels: z.string(),
  failed_at: z.string(),
  code: z.string(),
  message: z.string(),
  hint: z.string().nullable(),
});

const labelsColumn = z.array(z.string());

/** Creates the store of failed files in `state.db`. */
export function createFailureStore(connection: Connection, whenFree: RunWhenFree): FailureStore {
  return {
    keepFailures: ({ collection, settled, failed }, signal) =>
      whenFree(
        () =>
          inTransaction(connection, () => {
            for (const uri of settled)
              connection.run("DELETE FROM failures WHERE collection = @collection AND uri = @uri", { collection, uri });
            for (const failure of failed) putFailure(connection, failure);
            removeOldest(connection, collection);
          }),
        signal,
      ),
    listFailures: ({ collection, scope }, signal) =>
      whenFree(() => {
        const sql = `SELECT uri, source, labels, failed_at, code, message, hint FROM failures
          WHERE collection = @collection ORDER BY uri`;
        const failures = connection
          .all(failureRow, sql, { collection })
          .map(({ source, labels, failed_at: failedAt, hint, ...rest }): FailedFile => {
            const accessLabels = parseColumn(labelsColumn, labels, connection.path);
            return defined({
              ...rest,
              collection,
              failedAt,
              accessLabels,
              source: source ?? undefined,
              hint: hint ?? undefined,
            });
          });
        return failures.filter(({ accessLabels }) => canRead(scope, accessLabels));
      }, signal),
  };
}

/** Replaces the row of the same file with a new one, which counts as the latest. */
function putFailure(connection: Connection, failure: FailedFile): void {
  const { accessLabels, source = null, hint = null, ...rest } = failure;
  connection.run(
    `INSERT OR REPLACE INTO failures (collection, uri, source, labels, failed_at, code, message, hint)
     VALUES (@collection, @uri, @source, @labels, @failedAt, @code, @message, @hint)`,
    { ...rest, source, hint, labels: JSON.stringify(accessLabels) },
  );
}

function removeOldest(connection: Connection, collection: string): void {
  const sql = `DELETE FROM failures WHERE key IN (
    SELECT key FROM failures WHERE collection = @collection ORDER BY key DESC LIMIT -1 OFFSET @kept)`;
  connection.run(sql, { collection, kept: MAX_FAILED_FILES });
}
