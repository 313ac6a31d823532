import { type Job, JobNotFoundError } from "../core/index.ts";
import { type CallContext, collectionOf, signalOf } from "../library/call-context.ts";
import type { Lydian } from "../library/index.ts";
import { createBell } from "./create-bell.ts";
import { doTask, type Work } from "./do-task.ts";
import type { JobCalls } from "./jobs.ts";
import { fromKeptJob, toKeptJob } from "./keep-job.ts";
import { keepUpload } from "./keep-upload.ts";
import { runJobs } from "./run-jobs.ts";

const MOST_LISTED = 100;

/** See `JobCalls`. */
export function createJobCalls(context: CallContext, work: Work): JobCalls {
  const { parts } = context;
  const { state, clock } = parts;
  const begun = createBell();
  const ended = createBell();
  const begin = async (job: Pick<Job, "id" | "collection" | "task">, signal: AbortSignal): Promise<Job> => {
    const createdAt = new Date(clock.now()).toISOString();
    const whole: Job = { ...job, status: "waiting", createdAt, progress: { files: 0, embedded: 0 }, outcomes: [] };
    await (await state.write()).keepJob(toKeptJob(whole), signal);
    begun.ring();
    return whole;
  };
  const read = async (id: string, signal: AbortSignal) => {
    const kept = await (await state.read())?.readJob(id, signal);
    return kept && fromKeptJob(kept);
  };
  return {
    upload: async (upload) => begin(await keepUpload(context, upload), signalOf(upload)),
    startJob: (job) =>
      begin({ id: parts.ids.next("job"), collection: collectionOf(context, job), task: job.task }, signalOf(job)),
    jobs: async ({ limit = MOST_LISTED, collection, ...options } = {}) => {
      const query = collection === undefined ? { limit } : { limit, collection };
      return ((await (await state.read())?.listJobs(query, signalOf(options))) ?? []).map(fromKeptJob);
    },
    job: (id, options = {}) => read(id, signalOf(options)),
    untilOver: async (id, options = {}) => {
      for (;;) {
        const job = await read(id, signalOf(options));
        if (job === undefined) throw unknownJob(id);
        if (job.status !== "waiting" && job.status !== "running") return job;
        await ended.next(signalOf(options));
      }
    },
    countJobs: async (options = {}) => (await (await state.read())?.countJobs(signalOf(options))) ?? {},
    cancelJob: async (id, options = {}) => {
      const job = await read(id, signalOf(options));
      if (job === undefined) throw unknownJob(id);
      const cancelled: Job = { ...job, status: "cancelled", endedAt: new Date(clock.now()).toISOString() };
      const isCancelled = await (await state.write()).keepJob(toKeptJob(cancelled), signalOf(options));
      // Whoever runs one removes its files when they are no longer in use.
      if (isCancelled && job.status === "waiting") await parts.uploads.remove(id);
      return isCancelled ? cancelled : ((await read(id, signalOf(options))) ?? job);
    },
    runJobs: async ({ signal, onJob = () => undefined }) => {
      const services = {
        store: await state.write(),
        clock,
        runner: parts.ids.next("runner"),
        wait: begun.next,
        tell: (job: Job) => {
          onJob(job);
          if (job.endedAt !== undefined) ended.ring();
        },
        work: (job: Job, onEvent: NonNullable<Parameters<Lydian["on"]>[0]>, stop: AbortSignal) =>
          doTask(context, { work, job, onEvent }, stop),
        clean: ({ id }: Job) => parts.uploads.remove(id),
      };
      await runJobs(services, signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    },
  };
}

const unknownJob = (id: string) =>
  new JobNotFoundError(`No job has the id "${id}".`, { hint: "GET /api/v1/jobs shows them." });
