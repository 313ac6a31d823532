import { crc32 } from "node:zlib";
import { z } from "zod";
import {
  BlockCorruptError,
  defined,
  type KeptOrFull,
  type KeptReview,
  type ReviewBounds,
  type ReviewStore,
} from "../../core/index.ts";
import { type Connection, inTransaction } from "./connection.ts";
import { isOfCollections, isVisible, namesToColumn, scopeFromColumn, scopeToColumn } from "./state-scope.ts";
import type { RunWhenFree } from "./when-free.ts";

const reviewRow = z.object({
  id: z.string(),
  collection: z.string(),
  caller: z.string(),
  scope: z.string(),
  question: z.string(),
  status: z.enum(["waiting", "approved", "rejected"]),
  created_at: z.string(),
  decided_at: z.string().nullable(),
  decided_by: z.string().nullable(),
  checksum: z.number(),
  record: z.string(),
});
type ReviewRow = z.infer<typeof reviewRow>;

const columns = "id, collection, caller, scope, question, status, created_at, decided_at, decided_by, checksum, record";

const countsRow = z.object({ waiting: z.number(), of_caller: z.number() });
const countWaiting = `SELECT count(*) AS waiting, coalesce(sum(caller = @caller), 0) AS of_caller
  FROM reviews WHERE status = 'waiting'`;

/** Creates the store of cases for review in `state.db`. Each function runs when the database is free. */
export function createReviewStore(connection: Connection, whenFree: RunWhenFree): ReviewStore {
  return {
    keepReview: (review, bounds, signal) =>
      whenFree(() => inTransaction(connection, () => keep(connection, review, bounds)), signal),
    listReviews: ({ limit, scope, status, caller, collections }, signal) =>
      whenFree(() => {
        const sql = `SELECT ${columns} FROM reviews WHERE (@status IS NULL OR status = @status)
          AND (@caller IS NULL OR caller = @caller) AND ${isOfCollections} AND ${isVisible}
          ORDER BY created_at DESC, id DESC LIMIT @limit`;
        const only = { status: status ?? null, caller: caller ?? null, collections: namesToColumn(collections) };
        const rows = connection.all(reviewRow, sql, { limit, ...only, reader: scopeToColumn(scope) });
        return rows.map((row) => toReview(row, connection.path));
      }, signal),
    readReview: ({ id, scope }, signal) =>
      whenFree(() => {
        const sql = `SELECT ${columns} FROM reviews WHERE id = @id AND ${isVisible}`;
        const row = connection.get(reviewRow, sql, { id, reader: scopeToColumn(scope) });
        return row === undefined ? undefined : toReview(row, connection.path);
      }, signal),
    decideReview: ({ id, scope, status, decidedAt, decidedBy }, signal) =>
      whenFree(() => {
        const sql = `UPDATE reviews SET status = @status, decided_at = @decidedAt, decided_by = @decidedBy
          WHERE id = @id AND status = 'waiting' AND ${isVisible}`;
        const decision = { id, status, decidedAt, decidedBy, reader: scopeToColumn(scope) };
        return connection.run(sql, decision).changes > 0;
      }, signal),
  };
}

function keep(connection: Connection, review: KeptReview, bounds: ReviewBounds): KeptOrFull {
  const { id, collection, caller, question, status, createdAt, record } = review;
  const { limit, limitOfCaller, forgetBefore } = bounds;
  connection.run("DELETE FROM reviews WHERE status <> 'waiting' AND created_at < @forgetBefore", { forgetBefore });
  const counts = connection.get(countsRow, countWaiting, { caller }) ?? { waiting: 0, of_caller: 0 };
  if (counts.of_caller >= limitOfCaller) return "full-of-caller";
  if (counts.waiting >= limit) return "full";
  connection.run(
    `INSERT INTO reviews (id, collection, caller, scope, question, status, created_at, checksum, record)
     VALUES (@id, @collection, @caller, @scope, @question, @status, @createdAt, @checksum, @record)`,
    {
      id,
      collection,
      caller,
      question,
      status,
      createdAt,
      record,
      scope: scopeToColumn(review.scope),
      checksum: crc32(record),
    },
  );
  connection.run(
    `DELETE FROM reviews WHERE status <> 'waiting' AND id IN (
       SELECT id FROM reviews ORDER BY status = 'waiting' DESC, created_at DESC, id DESC LIMIT -1 OFFSET @limit)`,
    { limit },
  );
  return "kept";
}

function toReview(row: ReviewRow, path: string): KeptReview {
  if (crc32(row.record) !== row.checksum)
    throw new BlockCorruptError(`The review ${row.id} in ${path} is damaged.`, {
      hint: "Restore state.db from a backup.",
    });
  return defined({
    id: row.id,
    collection: row.collection,
    caller: row.caller,
    scope: scopeFromColumn(row.scope, path),
    question: row.question,
    status: row.status,
    createdAt: row.created_at,
    decidedAt: row.decided_at ?? undefined,
    decidedBy: row.decided_by ?? undefined,
    record: row.record,
  });
}
