import { z } from "zod";
import type { Feedback, FeedbackStore } from "../../core/index.ts";
import type { Connection } from "./connection.ts";
import { isVisible, scopeToColumn } from "./state-scope.ts";

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
    ({ answer_id: answerId, given_at: givenAt, given_by: givenBy, reason, ...same }): Feedback => ({
      answerId,
      ...same,
      givenAt,
      givenBy,
      ...(reason === null ? {} : { reason }),
    }),
  );

/** What readers think, in `state.db`; each function runs when the database is free. */
export function createFeedbackStore(
  connection: Connection,
  whenFree: <T>(work: () => T, signal: AbortSignal) => Promise<T>,
): FeedbackStore {
  return {
    keepFeedback: ({ answerId, collection, rating, reason = null, givenAt, givenBy, scope }, signal) =>
      whenFree(() => {
        const sql = `INSERT INTO feedback (answer_id, given_by, scope, collection, rating, reason, given_at)
          VALUES (@answerId, @givenBy, @scope, @collection, @rating, @reason, @givenAt)
          ON CONFLICT (answer_id, given_by, scope) DO UPDATE SET
            collection = @collection, rating = @rating, reason = @reason, given_at = @givenAt`;
        const row = { answerId, collection, rating, reason, givenAt, givenBy };
        connection.run(sql, { ...row, scope: scopeToColumn(scope) });
      }, signal),
    listFeedback: ({ scope, collection, limit }, signal) =>
      whenFree(() => {
        const sql = `SELECT answer_id, collection, rating, reason, given_at, given_by FROM feedback
          WHERE collection = @collection AND ${isVisible} ORDER BY given_at DESC, answer_id DESC, given_by LIMIT @limit`;
        return connection.all(feedbackRow, sql, { collection, limit, reader: scopeToColumn(scope) });
      }, signal),
  };
}
