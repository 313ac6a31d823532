import { BlockCorruptError, type Job, type KeptJob, parseJson } from "../core/index.ts";
import { jobSchema } from "../core/schemas/index.ts";

export function toKeptJob(job: Job): KeptJob {
  const { id, collection, status, createdAt } = job;
  return { id, collection, status, createdAt, record: JSON.stringify(job) };
}

/** @throws {BlockCorruptError} if the record is not what was written */
export function fromKeptJob({ id, status, record }: KeptJob): Job {
  const read = jobSchema.safeParse(parseJson(record));
  // The store alone knows who has taken it.
  if (read.success) return { ...read.data, status };
  throw new BlockCorruptError(`The job ${id} in state.db is damaged.`, { hint: "Restore state.db from a backup." });
}
