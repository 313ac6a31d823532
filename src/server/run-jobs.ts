import {
  BlockCorruptError,
  type Clock,
  defined,
  type Job,
  type JobStore,
  type KeptJob,
  type Listener,
  LydianError,
  type LydianEvent,
  never,
  StoreBusyError,
} from "../core/index.ts";
import { createEmbeddingEstimate } from "./estimate-embedding.ts";
import { fromKeptJob, toKeptJob } from "./kept-job.ts";
import { mayRunTogether } from "./may-run-together.ts";

/** Time after which a silent runner counts as dead, and another one takes its job. */
const HELD_MS = 30_000;
const HOLD_EVERY_MS = 1_000;
/** Time for which a finished job is stored; watched folders create many. */
const REMEMBERED_MS = 30 * 24 * 60 * 60 * 1_000;

/** Maximum number of jobs that a runner runs at a time. Each may have one uploaded file in memory. */
export const MAX_RUNNING = 4;

const FILE_EVENTS: readonly LydianEvent["type"][] = [
  "document-committed",
  "document-skipped",
  "document-failed",
  "container-opened",
];

export interface JobServices {
  readonly store: JobStore;
  readonly clock: Clock;
  /** Identifies the runner, one for each process. */
  readonly runner: string;
  /** Executes the job's task and reports events. Work that was committed before an abort stays. */
  work(job: Job, onEvent: Listener, signal: AbortSignal): Promise<Pick<Job, "outcomes">>;
  /** Removes the files of a job that is over, whatever its outcome. */
  clean(job: Job): Promise<void>;
  /** Called with each change of a job. */
  tell(job: Job): void;
  /** Waits until there may be a job to do. */
  wait(signal: AbortSignal): Promise<void>;
  /** Reports why the end of a job cannot be stored, which is tried again, or its files cannot be removed. */
  failed(error: unknown): void;
  /** Called with an unexpected error that ended a job. The job does not describe it. */
  unexpected(error: unknown): void;
  /** Jobs that are over, but whose end is not stored yet, by their ids. */
  readonly unstored: Map<string, Job>;
}

/**
 * Executes jobs until the signal is aborted, the oldest first, and up to four that may run together, so that a long
 * upload does not keep the next one waiting.
 *
 * Jobs that run at that moment wait for the next runner, which continues from the committed state. A job also waits
 * again if another process writes for too long. A cancelled job stops at its next step.
 *
 * @throws what a job's store throws, after the other running jobs have stopped
 */
export async function runJobs(services: JobServices, signal: AbortSignal): Promise<void> {
  const running = new Map<Job, Promise<void>>();
  const failing = new AbortController();
  const stop = AbortSignal.any([signal, failing.signal]);
  const start = (job: Job) => {
    const ended = runJob(services, job, stop)
      .catch((error: unknown) => failing.abort(error))
      .finally(() => running.delete(job));
    running.set(job, ended);
  };
  try {
    while (!stop.aborted) {
      const job = running.size < MAX_RUNNING ? await claimBeside(services, [...running.keys()], stop) : undefined;
      if (job === undefined) await waitForChange(services, [...running.values()], stop);
      else start(job);
    }
  } finally {
    failing.abort();
    await Promise.all(running.values());
  }
  if (!signal.aborted) throw failing.signal.reason;
}

/** Claims the oldest job that may run beside those that run, and before the older ones that wait. */
async function claimBeside(
  { store, runner, clock }: JobServices,
  running: readonly Job[],
  signal: AbortSignal,
): Promise<Job | undefined> {
  const ahead = [...running];
  const accepts = (kept: KeptJob) => {
    const job = readIntact(kept);
    // A damaged job is claimed too, so that it is reported below and does not block the others.
    if (job === undefined) return true;
    const isFree = ahead.every((other) => mayRunTogether(job, other));
    if (!isFree) ahead.push(job);
    return isFree;
  };
  const claimed = await store.claimJob({ runner, ...times(clock), accepts }, signal);
  return claimed && fromKeptJob(claimed);
}

/** Returns a stored job; undefined if it is damaged. */
function readIntact(kept: KeptJob): Job | undefined {
  try {
    return fromKeptJob(kept);
  } catch (error) {
    if (error instanceof BlockCorruptError) return undefined;
    throw error;
  }
}

/** Waits until a running job ends, or until there may be another one to run. */
async function waitForChange(
  { wait }: JobServices,
  running: readonly Promise<void>[],
  signal: AbortSignal,
): Promise<void> {
  const enough = new AbortController();
  const waiting = wait(AbortSignal.any([signal, enough.signal]));
  try {
    await Promise.race([...running, waiting]);
  } finally {
    enough.abort();
    // A failure of waiting was thrown by the race; now it only ends.
    await waiting.catch(() => undefined);
  }
}

async function runJob(services: JobServices, claimed: Job, signal: AbortSignal): Promise<void> {
  const { store, runner, clock } = services;
  const stop = new AbortController();
  const progress = trackProgress({ ...claimed, startedAt: claimed.startedAt ?? times(clock).now }, clock);
  const holding = hold(services, claimed.id, stop, () => store.keepJob(toKeptJob(progress.job()), never));
  const onEvent: Listener = (event) => {
    progress.listen(event);
    services.tell(progress.job());
  };

  let ended: Job | undefined;
  try {
    const result = await services.work(claimed, onEvent, AbortSignal.any([signal, stop.signal]));
    ended = { ...progress.job(), ...result, status: "done", endedAt: times(clock).now };
  } catch (error) {
    const problem = holding.problem();
    const isCancelled = stop.signal.aborted && problem === undefined;
    const failure = signal.aborted ? undefined : failureOf(services, problem ?? error, isCancelled);
    if (failure !== undefined) ended = { ...progress.job(), ...failure, endedAt: times(clock).now };
  } finally {
    // A renewed hold after the release would mark the job as running, although nobody runs it.
    await holding.end();
  }

  if (ended === undefined) {
    await store.releaseJob(claimed.id, runner, never);
    return signal.aborted ? undefined : services.wait(signal);
  }
  await storeEnd(services, ended, signal);
  await removeFiles(services, ended);
  services.tell(ended);
  await store.forgetJobs(new Date(clock.now() - REMEMBERED_MS).toISOString(), never);
}

/**
 * Returns how a job ends that was not done; undefined if it waits again, because another process writes for too long.
 */
function failureOf(
  services: Pick<JobServices, "unexpected">,
  reason: unknown,
  isCancelled: boolean,
): Pick<Job, "status" | "error"> | undefined {
  if (isCancelled) return { status: "cancelled" };
  if (reason instanceof StoreBusyError) return undefined;
  if (!(reason instanceof LydianError)) services.unexpected(reason);
  return { status: "failed", error: describe(reason) };
}

/**
 * Stores the end of a job. On a full disk this fails. The job then counts as ended in this process, its files are
 * removed to make room, and storing is retried until it succeeds.
 */
async function storeEnd(services: JobServices, ended: Job, signal: AbortSignal): Promise<void> {
  const { store, unstored } = services;
  for (;;) {
    try {
      await store.keepJob(toKeptJob(ended), never);
      unstored.delete(ended.id);
      return;
    } catch (error) {
      services.failed(error);
      if (!unstored.has(ended.id)) {
        unstored.set(ended.id, ended);
        await removeFiles(services, ended);
        services.tell(ended);
        continue;
      }
      await services.wait(signal);
    }
  }
}

/**
 * Removes the files of a job that is over. If they cannot be removed, the job is over all the same, and others continue.
 */
async function removeFiles(services: JobServices, ended: Job): Promise<void> {
  try {
    await services.clean(ended);
  } catch (error) {
    services.failed(error);
  }
}

/** Counts a job's progress from the events of its work. */
function trackProgress(claimed: Job, clock: Clock): { job(): Job; listen(event: LydianEvent): void } {
  const { secondsLeft: _outdated, ...earlier } = claimed.progress;
  let progress: Job["progress"] = { ...earlier, files: 0, embedded: 0 };
  const estimate = createEmbeddingEstimate(clock);
  return {
    job: () => ({ ...claimed, progress }),
    listen(event) {
      if (FILE_EVENTS.includes(event.type)) progress = { ...progress, files: progress.files + 1 };
      if (event.type === "ingest-started") progress = { ...progress, filesTotal: event.files };
      if (event.type === "vectors-attached") {
        const { secondsLeft: _outdated, ...rest } = progress;
        const counts = { embedded: event.done, embeddedTotal: event.total };
        progress = { ...rest, ...counts, ...defined({ secondsLeft: estimate(event) }) };
      }
    },
  };
}

interface Hold {
  /** Returns the error because of which the job could not be held, if there is one. */
  problem(): unknown;
  end(): Promise<void>;
}

/**
 * Holds a job while it runs, so that no other runner takes it. Also saves its progress, and stops it once it is
 * cancelled.
 */
function hold(
  { store, runner, clock }: JobServices,
  id: string,
  stop: AbortController,
  save: () => Promise<unknown>,
): Hold {
  let problem: unknown;
  let last: Promise<void> = Promise.resolve();
  const beat = async () => {
    if (!(await store.holdJob({ id, runner, until: times(clock).until }, never))) stop.abort();
    else await save();
  };
  const timer = setInterval(() => {
    last = last.then(beat).catch((error: unknown) => {
      problem ??= error;
      stop.abort(error);
    });
  }, HOLD_EVERY_MS);
  return {
    problem: () => problem,
    end: async () => {
      clearInterval(timer);
      await last;
    },
  };
}

function times(clock: Clock): { readonly now: string; readonly until: string } {
  const now = clock.now();
  return { now: new Date(now).toISOString(), until: new Date(now + HELD_MS).toISOString() };
}

/** Describes an error. An unexpected one is not described, since its message may contain anything. */
function describe(error: unknown): NonNullable<Job["error"]> {
  if (error instanceof LydianError) return defined({ code: error.code, message: error.message, hint: error.hint });
  return { code: "unexpected", message: "The job failed unexpectedly.", hint: "See the log of the server." };
}
