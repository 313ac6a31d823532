import { BlockCorruptError, type Job, type KeptJob, parseJson } from "../core/index.ts";
import { jobSchema } from "../core/schemas/index.ts";

/** Converts a job to the form in which it is stored. */
export function toKeptJob(job: Job): KeptJob {
  const { id, collection, status, createdAt } = job;
  return { id, collection, status, createdAt, record: JSON.stringify(job) };
}

/**
 * Reads a stored job.
 *
 * @throws {BlockCorruptError} if the stored text is not a job
 */
export function fromKeptJob({ id, status, record }: KeptJob): Job {
  const job = jobSchema.safeParse(parseJson(record));
  // The status comes from the store, because only the store knows whether a runner has claimed the job.
  if (job.success) return { ...job.data, status };
  throw new BlockCorruptError(`The job ${id} in state.db is damaged.`, { hint: "Restore state.db from a backup." });
}
