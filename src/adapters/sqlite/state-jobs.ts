import { z } from "zod";
import type { JobClaim, JobQuery, JobStore, KeptJob } from "../../core/index.ts";
import { type Connection, inTransaction } from "./connection.ts";
import type { MarkedRow, MarkTable } from "./mark-table.ts";
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

/**
 * Creates the store of jobs in `state.db`. An unfinished job without a required mark is left out, and never claimed.
 */
export function createJobStore(connection: Connection, marks: MarkTable, whenFree: RunWhenFree): JobStore {
  const shows = (job: KeptJob) => isOver(job) || marks.counts(markedJob(job));
  return {
    keepJob: (job, signal) => whenFree(() => inTransaction(connection, () => keepJob(connection, marks, job)), signal),
    readJob: (id, signal) =>
      whenFree(() => {
        const job = readJob(connection, id);
        return job && shows(job) ? job : undefined;
      }, signal),
    listJobs: (query, signal) => whenFree(() => listJobs(connection, query, shows), signal),
    claimJob: (claim, signal) => whenFree(() => claimJob(connection, marks, claim), signal),
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

/** Returns the jobs that wait or run, oldest first. */
export const unfinishedJobs = (connection: Connection): readonly MarkedRow[] =>
  connection
    .all(jobRow, `SELECT ${columns} FROM jobs WHERE status IN ('waiting', 'running') ORDER BY created_at, id`)
    .map(markedJob);

const markedJob = ({ id, collection, record }: KeptJob): MarkedRow => ({
  kind: "job",
  id,
  name: id,
  content: [collection, record],
});

const isOver = ({ status }: KeptJob): boolean => status !== "waiting" && status !== "running";

const readJob = (connection: Connection, id: string): KeptJob | undefined =>
  connection.get(jobRow, `SELECT ${columns} FROM jobs WHERE id = @id`, { id });

function listJobs(
  connection: Connection,
  { limit, collection }: JobQuery,
  shows: (job: KeptJob) => boolean,
): readonly KeptJob[] {
  const where = collection === undefined ? "" : "WHERE collection = @collection";
  const sql = `SELECT ${columns} FROM jobs ${where} ORDER BY created_at DESC, id DESC`;
  const jobs: KeptJob[] = [];
  for (const job of connection.iterate(jobRow, sql, collection === undefined ? {} : { collection })) {
    if (shows(job)) jobs.push(job);
    if (jobs.length === limit) break;
  }
  return jobs;
}

function claimJob(
  connection: Connection,
  marks: MarkTable,
  { accepts = () => true, ...claim }: JobClaim,
): KeptJob | undefined {
  const due = "(status = 'waiting' OR (status = 'running' AND held_until < @now))";
  const candidates = `SELECT ${columns} FROM jobs WHERE ${due} ORDER BY created_at, id`;
  const sql = `UPDATE jobs SET status = 'running', runner = @runner, held_until = @until
    WHERE id = @id AND ${due} RETURNING ${columns}`;
  return inTransaction(connection, () => {
    const job = firstOf(
      connection.iterate(jobRow, candidates, { now: claim.now }),
      (candidate) => marks.counts(markedJob(candidate)) && accepts(candidate),
    );
    return job && connection.get(jobRow, sql, { ...claim, id: job.id });
  });
}

function firstOf<T>(rows: Iterable<T>, fits: (row: T) => boolean): T | undefined {
  for (const row of rows) if (fits(row)) return row;
  return undefined;
}

/**
 * Adds a job, or updates one that is not over. Returns false if it is over. An update does not make an untrusted job
 * trusted.
 */
function keepJob(connection: Connection, marks: MarkTable, job: KeptJob): boolean {
  const { id, collection, status, createdAt, record } = job;
  const earlier = readJob(connection, id);
  const isMarked = earlier === undefined || marks.counts(markedJob(earlier));
  const sql = `INSERT INTO jobs (${columns}) VALUES (@id, @collection, @status, @createdAt, @record)
    ON CONFLICT (id) DO UPDATE SET status = excluded.status, record = excluded.record
    WHERE status IN ('waiting', 'running')`;
  const isKept = connection.run(sql, { id, collection, status, createdAt, record }).changes > 0;
  if (isKept && isOver(job)) marks.remove({ kind: "job", id });
  else if (isKept && isMarked) marks.add(markedJob(job));
  return isKept;
}
