import { crc32 } from "node:zlib";
import { z } from "zod";
import { BlockCorruptError, type GuardExampleStore } from "../../core/index.ts";
import { guardExampleSchema } from "../../core/schemas/index.ts";
import { type Connection, inTransaction, parseColumn } from "./connection.ts";
import { isOfCollections, isVisible, namesToColumn, scopeToColumn } from "./state-scope.ts";
import type { RunWhenFree } from "./when-free.ts";

const exampleRow = z.object({ record: z.string(), checksum: z.number() });

/** Creates the store of labelled examples in `state.db`. Each function runs when the database is free. */
export function createGuardExampleStore(connection: Connection, whenFree: RunWhenFree): GuardExampleStore {
  return {
    keepGuardExample: ({ scope, ...example }, { limit, limitOfReader }, signal) =>
      whenFree(() => {
        const { answerId, givenBy, stage, guard, collection, givenAt } = example;
        const record = JSON.stringify(example);
        const row = { answerId, givenBy, stage, guard, collection, givenAt, record, scope: scopeToColumn(scope) };
        inTransaction(connection, () => {
          connection.run(
            `INSERT OR REPLACE INTO guard_examples
               (answer_id, given_by, scope, stage, guard, collection, given_at, checksum, record)
             VALUES (@answerId, @givenBy, @scope, @stage, @guard, @collection, @givenAt, @checksum, @record)`,
            { ...row, checksum: crc32(record) },
          );
          connection.run(
            `DELETE FROM guard_examples WHERE key IN (
               SELECT key FROM guard_examples WHERE given_by = @givenBy
               ORDER BY given_at DESC, key DESC LIMIT -1 OFFSET @limitOfReader)`,
            { givenBy, limitOfReader },
          );
          connection.run(
            `DELETE FROM guard_examples WHERE key IN (
               SELECT key FROM guard_examples ORDER BY given_at DESC, key DESC LIMIT -1 OFFSET @limit)`,
            { limit },
          );
        });
      }, signal),
    listGuardExamples: ({ scope, collections, limit }, signal) =>
      whenFree(() => {
        const sql = `SELECT record, checksum FROM guard_examples
          WHERE ${isOfCollections} AND ${isVisible}
          ORDER BY given_at DESC, key DESC LIMIT @limit`;
        const wanted = { collections: namesToColumn(collections), limit, reader: scopeToColumn(scope) };
        return connection.all(exampleRow, sql, wanted).map(({ record, checksum }) => {
          if (crc32(record) === checksum) return parseColumn(guardExampleSchema, record, connection.path);
          throw new BlockCorruptError(`A labelled example of a guard in ${connection.path} is damaged.`, {
            hint: "Restore state.db from a backup.",
          });
        });
      }, signal),
  };
}
