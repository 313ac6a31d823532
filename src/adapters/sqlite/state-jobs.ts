import { z } from "zod";
import type { JobStore, KeptJob } from "../../core/index.ts";
import type { Connection } from "./connection.ts";
import type { RunWhenFree } from "./when-free.ts";

const status = z.enum(["waiting", "running", "done", "failed", "cancelled"]);
const countRow = z.object({ status, count: z.number() });
const jobRow = z
  .object({
    id: z.string(),
    collection: z.string(),
    status,
    created_at: z.string(),
    record: z.string(),
  })
  .transform(({ created_at: createdAt, ...rest }) => ({ ...rest, createdAt }));
const columns = "id, collection, status, created_at, record";

/** Creates the store of jobs in `state.db`. Each function runs when the database is free. */
export function createJobStore(connection: Connection, whenFree: RunWhenFree): JobStore {
  return {
    keepJob: (job, signal) => whenFree(() => keepJob(connection, job), signal),
    readJob: (id, signal) =>
      whenFree(() => connection.get(jobRow, `SELECT ${columns} FROM jobs WHERE id = @id`, { id }), signal),
    listJobs: ({ limit, collection }, signal) =>
      whenFree(() => {
        const where = collection === undefined ? "" : "WHERE collection = @collection";
        const sql = `SELECT ${columns} FROM jobs ${where} ORDER BY created_at DESC, id DESC LIMIT @limit`;
        return connection.all(jobRow, sql, collection === undefined ? { limit } : { limit, collection });
      }, signal),
    claimJob: (claim, signal) =>
      whenFree(() => {
        const sql = `UPDATE jobs SET status = 'running', runner = @runner, held_until = @until
          WHERE id = (SELECT id FROM jobs WHERE status = 'waiting' OR (status = 'running' AND held_until < @now)
            ORDER BY created_at, id LIMIT 1)
          RETURNING ${columns}`;
        return connection.get(jobRow, sql, { ...claim });
      }, signal),
    holdJob: (hold, signal) =>
      whenFree(() => {
        const sql = "UPDATE jobs SET held_until = @until WHERE id = @id AND runner = @runner AND status = 'running'";
        return connection.run(sql, { ...hold }).changes > 0;
      }, signal),
    countJobs: (signal) =>
      whenFree(() => {
        const rows = connection.all(countRow, "SELECT status, count(*) AS count FROM jobs GROUP BY status", {});
        return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
      }, signal),
    forgetJobs: (before, signal) =>
      whenFree(() => {
        const sql = "DELETE FROM jobs WHERE status NOT IN ('waiting', 'running') AND created_at < @before";
        return connection.run(sql, { before }).changes;
      }, signal),
    releaseJob: (id, runner, signal) =>
      whenFree(() => {
        const sql = `UPDATE jobs SET status = 'waiting', runner = NULL, held_until = NULL
          WHERE id = @id AND runner = @runner AND status = 'running'`;
        connection.run(sql, { id, runner });
      }, signal),
  };
}

/** Adds a job, or updates one that is not over. Returns false if it is over. */
function keepJob(connection: Connection, { id, collection, status, createdAt, record }: KeptJob): boolean {
  const sql = `INSERT INTO jobs (${columns}) VALUES (@id, @collection, @status, @createdAt, @record)
    ON CONFLICT (id) DO UPDATE SET status = excluded.status, record = excluded.record
    WHERE status IN ('waiting', 'running')`;
  return connection.run(sql, { id, collection, status, createdAt, record }).changes > 0;
}
