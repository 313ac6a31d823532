import { z } from "zod";
import { defined, type Feedback, type FeedbackStore } from "../../core/index.ts";
import { type Connection, inTransaction } from "./connection.ts";
import { requireRoom } from "./state-quotas.ts";
import { isVisible, scopeToColumn } from "./state-scope.ts";
import type { RunWhenFree } from "./when-free.ts";

const feedbackRow = z
  .object({
    answer_id: z.string(),
    collection: z.string(),
    rating: z.enum(["up", "down"]),
    reason: z.string().nullable(),
    given_at: z.string(),
    given_by: z.string(),
  })
  .transform(
    (row): Feedback =>
      defined({
        answerId: row.answer_id,
        collection: row.collection,
        rating: row.rating,
        givenAt: row.given_at,
        givenBy: row.given_by,
        reason: row.reason ?? undefined,
      }),
  );

const countRow = z.object({ count: z.number() });
const countRated = `SELECT count(*) AS count FROM feedback
  WHERE answer_id = @answerId AND given_by = @givenBy AND scope = @scope`;

/** Creates the store of people's feedback in `state.db`. Each function runs when the database is free. */
export function createFeedbackStore(connection: Connection, whenFree: RunWhenFree): FeedbackStore {
  return {
    keepFeedback: ({ answerId, collection, rating, reason = null, givenAt, givenBy, scope, quota }, signal) =>
      whenFree(() => {
        const sql = `INSERT INTO feedback (answer_id, given_by, scope, collection, rating, reason, given_at)
          VALUES (@answerId, @givenBy, @scope, @collection, @rating, @reason, @givenAt)
          ON CONFLICT (answer_id, given_by, scope) DO UPDATE SET
            collection = @collection, rating = @rating, reason = @reason, given_at = @givenAt`;
        const rated = { answerId, givenBy, scope: scopeToColumn(scope) };
        inTransaction(connection, () => {
          if (connection.get(countRow, countRated, rated)?.count === 0)
            requireRoom(connection, "feedback", givenBy, quota);
          connection.run(sql, { ...rated, collection, rating, reason, givenAt });
        });
      }, signal),
    listFeedback: ({ scope, collection, limit }, signal) =>
      whenFree(() => {
        const sql = `SELECT answer_id, collection, rating, reason, given_at, given_by FROM feedback
          WHERE collection = @collection AND ${isVisible} ORDER BY given_at DESC, answer_id DESC, given_by LIMIT @limit`;
        return connection.all(feedbackRow, sql, { collection, limit, reader: scopeToColumn(scope) });
      }, signal),
  };
}
