import { defined, InvalidArgumentError, type Job, JobNotFoundError, type JobTask } from "../core/index.ts";
import type { StopOptions } from "../library/index.ts";
import { collectionOf, type Lydian, registerSources, signalOf } from "../library/index.ts";
import { createBell } from "./create-bell.ts";
import { type CallQueue, createCallQueue } from "./create-call-queue.ts";
import { doTask } from "./do-task.ts";
import { createReporter, keepTrying } from "./keep-trying.ts";
import { fromKeptJob, toKeptJob } from "./kept-job.ts";
import { removeAbandonedUploads } from "./remove-abandoned-uploads.ts";
import { type JobServices, MAX_RUNNING, runJobs } from "./run-jobs.ts";
import type { ServerParts } from "./server-parts.ts";
import type { NewUpload } from "./store-upload.ts";
import { storeUpload } from "./store-upload.ts";

const MAX_LISTED = 100;

export interface NewJob {
  readonly collection?: string;
  readonly task: Exclude<JobTask, { readonly kind: "upload" }>;
  readonly signal?: AbortSignal;
}

export interface JobsOptions {
  /** Collection whose jobs are listed. Default: all collections. */
  readonly collection?: string;
  /** Maximum number of jobs, latest first; from 1, default 100. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

/** Options of `runJobs`. */
export interface RunJobsOptions {
  readonly signal: AbortSignal;
  /** Called with each change of a job. */
  readonly onJob?: (job: Job) => void;
  /**
   * Called with errors of the runner itself, such as a full disk, each at most once a minute. The runner continues.
   * Without it, such an error ends `runJobs`. Also called with each unexpected error that ended a job, which the job
   * itself does not describe.
   */
  readonly onFailure?: (error: unknown) => void;
}

/** Jobs: work that continues after its call. */
export interface JobCalls {
  /**
   * Stores uploaded files and creates the job that adds them.
   *
   * @throws {BodyTooLargeError} if a file is too large; then no file is stored
   * @throws {InvalidArgumentError} if there is no file, or a name is empty or leads out of its folder
   */
  upload(upload: NewUpload): Promise<Job>;

  /** Creates a job. A process that calls `runJobs`, such as a server, executes it. */
  startJob(job: NewJob): Promise<Job>;

  /** Lists the jobs, latest first. */
  jobs(options?: JobsOptions): Promise<readonly Job[]>;

  job(id: string, options?: StopOptions): Promise<Job | undefined>;

  /**
   * Waits until a job is over, in whichever process it runs.
   *
   * @throws {JobNotFoundError} if no job has this id
   */
  untilOver(id: string, options?: StopOptions): Promise<Job>;

  /** Counts the jobs by status. Jobs that are over count for 30 days. */
  countJobs(options?: StopOptions): Promise<Readonly<Partial<Record<Job["status"], number>>>>;

  /**
   * Cancels a job. A waiting job never starts. A running one stops at its next step; what it has committed stays.
   *
   * @throws {JobNotFoundError} if no job has this id
   */
  cancelJob(id: string, options?: StopOptions): Promise<Job>;

  /** Executes jobs, one after the other, until the signal is aborted. */
  runJobs(options: RunJobsOptions): Promise<void>;
}

/** The calls on jobs, with the first step of `startJob` alone. */
export interface Jobs extends Omit<JobCalls, "startJob"> {
  /** Stores a job that waits. Registers no sources. */
  queueJob(job: NewJob): Promise<Job>;
}

/** Makes the methods of `LydianServer` about jobs: work that continues after its call. */
export function createJobs(parts: ServerParts, lydian: Lydian): Jobs {
  const { state, clock, ids, uploads } = parts;
  const started = createBell();
  const ended = createBell();
  /** Jobs whose end is not stored, because the disk is full. */
  const unstored = new Map<string, Job>();

  const start = async (job: Pick<Job, "id" | "collection" | "task">, signal: AbortSignal): Promise<Job> => {
    const createdAt = new Date(clock.now()).toISOString();
    const waiting: Job = { ...job, status: "waiting", createdAt, progress: { files: 0, embedded: 0 }, outcomes: [] };
    await (await state.write()).keepJob(toKeptJob(waiting), signal);
    started.ring();
    return waiting;
  };
  const read = async (id: string, signal: AbortSignal): Promise<Job | undefined> => {
    const job = await (await state.read())?.readJob(id, signal);
    return job && (unstored.get(id) ?? fromKeptJob(job));
  };
  const requireJob = async (id: string, signal: AbortSignal): Promise<Job> => {
    const job = await read(id, signal);
    if (job !== undefined) return job;
    throw new JobNotFoundError(`No job has the id "${id}".`, { hint: "GET /api/v1/jobs shows them." });
  };

  return {
    async upload(upload) {
      const job = await storeUpload(parts, upload);
      try {
        return await start(job, signalOf(upload));
      } catch (error) {
        await uploads.remove(job.id);
        throw error;
      }
    },

    queueJob: async (job) =>
      start({ id: ids.next("job"), collection: collectionOf({ parts }, job), task: job.task }, signalOf(job)),

    async jobs({ limit = MAX_LISTED, collection, ...options } = {}) {
      const jobs = await (await state.read())?.listJobs(defined({ limit, collection }), signalOf(options));
      return (jobs ?? []).map((job) => unstored.get(job.id) ?? fromKeptJob(job));
    },

    job: (id, options = {}) => read(id, signalOf(options)),

    async untilOver(id, options = {}) {
      for (;;) {
        const job = await requireJob(id, signalOf(options));
        if (job.status !== "waiting" && job.status !== "running") return job;
        await ended.next(signalOf(options));
      }
    },

    countJobs: async (options = {}) => (await (await state.read())?.countJobs(signalOf(options))) ?? {},

    async cancelJob(id, options = {}) {
      const job = await requireJob(id, signalOf(options));
      const cancelled: Job = { ...job, status: "cancelled", endedAt: new Date(clock.now()).toISOString() };
      const isCancelled = await (await state.write()).keepJob(toKeptJob(cancelled), signalOf(options));
      // The files of a running job are removed by its runner, once they are no longer in use.
      if (isCancelled && job.status === "waiting") await uploads.remove(id);
      return isCancelled ? cancelled : ((await read(id, signalOf(options))) ?? job);
    },

    async runJobs({ signal, onJob = () => undefined, onFailure }) {
      const failed = createReporter(clock, onFailure);
      const tell = (job: Job) => {
        onJob(job);
        if (job.endedAt !== undefined) ended.ring();
      };
      const services = createServices(parts, lydian, {
        unstored,
        failed,
        unexpected: onFailure ?? (() => undefined),
        wait: started.next,
        tell,
      });
      await removeAbandonedUploads(parts, failed, signal).catch(failed);
      const work = async (stop: AbortSignal) => runJobs({ ...services, store: await state.write() }, stop);
      await keepTrying(work, started.next, failed, signal);
    },
  };
}

/** Creates the services of a runner besides its store. */
function createServices(
  parts: ServerParts,
  lydian: Lydian,
  watching: Pick<JobServices, "unstored" | "failed" | "unexpected" | "wait" | "tell">,
): Omit<JobServices, "store"> {
  return {
    ...watching,
    clock: parts.clock,
    runner: parts.ids.next("runner"),
    work: doTask.bind(undefined, { parts, lydian, embedding: createEmbeddingTurn() }),
    clean: ({ id }: Job) => parts.uploads.remove(id),
  };
}

/** Creates the queue of jobs that compute vectors. No more wait than jobs run at a time, so that none is rejected. */
function createEmbeddingTurn(): CallQueue {
  const rejection = () => new InvalidArgumentError("More jobs compute vectors than run at a time.");
  return createCallQueue({ maxRunning: 1, maxWaiting: MAX_RUNNING, rejection });
}

/**
 * Registers the new sources of a job at once, and queues it. The job itself syncs only registered sources, because it
 * must not bring back a source that was removed while the job waited.
 */
export async function startJob(parts: ServerParts, jobs: Jobs, job: NewJob): Promise<Job> {
  const { task } = job;
  if (task.kind === "sync" && task.sources.length > 0) {
    const { sources: names, kind: _, ...options } = task;
    await registerSources(parts, collectionOf({ parts }, job), names, options, signalOf(job));
  }
  return jobs.queueJob(job);
}
