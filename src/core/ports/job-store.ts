import type { Job } from "../schemas/job.ts";

/** A job as it is kept: what `record` says is the writer's own matter. */
export interface KeptJob extends Pick<Job, "id" | "collection" | "status" | "createdAt"> {
  readonly record: string;
}

/** The jobs of a store. Each call sees one committed state, and a change is on the disk when it ends. */
export interface JobStore {
  /** Keeps a new job, or what has become of one; false for one that is over, which stays as it is. */
  keepJob(job: KeptJob, signal: AbortSignal): Promise<boolean>;
  readJob(id: string, signal: AbortSignal): Promise<KeptJob | undefined>;
  /** The last created first; equal times by id, descending. At most `limit`, from 1. */
  listJobs(
    query: { readonly limit: number; readonly collection?: string },
    signal: AbortSignal,
  ): Promise<readonly KeptJob[]>;
  /**
   * Takes the oldest job that waits, or that its runner has not held on to, and holds it for this runner until `until`;
   * times are ISO 8601. Undefined where there is none.
   */
  claimJob(
    claim: { readonly runner: string; readonly now: string; readonly until: string },
    signal: AbortSignal,
  ): Promise<KeptJob | undefined>;
  /** Holds on to a job that this runner works at; false if it is over, or another has it. */
  holdJob(
    hold: { readonly id: string; readonly runner: string; readonly until: string },
    signal: AbortSignal,
  ): Promise<boolean>;
  /** How many there are of each status that any has. */
  countJobs(signal: AbortSignal): Promise<Readonly<Partial<Record<Job["status"], number>>>>;
  /** Forgets jobs that are over and were created before a time, ISO 8601; answers how many. */
  forgetJobs(before: string, signal: AbortSignal): Promise<number>;
  /** Lets a job go that is not finished: it waits again. */
  releaseJob(id: string, runner: string, signal: AbortSignal): Promise<void>;
}
