import type { Clock, Job, JobStore, LydianEvent } from "../core/index.ts";
import { defined } from "../core/index.ts";
import { createJobProgress } from "./job-progress.ts";
import { fromKeptJob, toKeptJob } from "./keep-job.ts";

/** A runner that is silent for so long has died: another takes its job. */
const HELD_MS = 30_000;
const HOLD_EVERY_MS = 1_000;
/** Of a job that is over; watched folders bring many. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;

export interface JobServices {
  readonly store: JobStore;
  readonly clock: Clock;
  /** Who runs: one for each process. */
  readonly runner: string;
  /** Does what the job's task says, and tells what happens; what was committed before an abort stays. */
  work(job: Job, onEvent: (event: LydianEvent) => void, signal: AbortSignal): Promise<Pick<Job, "outcomes">>;
  /** The job is over, whatever became of it. */
  clean(job: Job): Promise<void>;
  /** Called with each change of a job. */
  tell(job: Job): void;
  /** Ends when there may be a job to do. */
  wait(signal: AbortSignal): Promise<void>;
}

/**
 * Does one job after the other until the signal is aborted, which is its normal end: a job that runs then waits again, and
 * goes on with the next runner from what it has committed. So does a job for which another process writes for too long. A
 * cancelled job stops at its next step.
 */
export async function runJobs(services: JobServices, signal: AbortSignal): Promise<void> {
  const { store, runner } = services;
  while (!signal.aborted) {
    const kept = await store.claimJob({ runner, ...times(services.clock) }, signal);
    if (kept === undefined) await services.wait(signal);
    else await runJob(services, fromKeptJob(kept), signal);
  }
}

async function runJob(services: JobServices, claimed: Job, signal: AbortSignal): Promise<void> {
  const { store, runner, clock } = services;
  const never = new AbortController().signal;
  const stop = new AbortController();
  const progress = createJobProgress({ ...claimed, startedAt: claimed.startedAt ?? times(clock).now });
  const holding = hold(services, { id: claimed.id, stop, save: () => store.keepJob(toKeptJob(progress.job()), never) });
  let ended: Job | undefined;
  try {
    const result = await services.work(
      claimed,
      (event) => {
        progress.listen(event);
        services.tell(progress.job());
      },
      AbortSignal.any([signal, stop.signal]),
    );
    ended = { ...progress.job(), ...result, status: "done", endedAt: times(clock).now };
  } catch (error) {
    const goesOn = signal.aborted || (describe(error).code === "store-busy" && !stop.signal.aborted);
    if (!goesOn) ended = endBadly(progress.job(), { error, isStopped: stop.signal.aborted, clock });
  } finally {
    // A beat that came after a release would say that the job runs, with nobody to run it.
    await holding.end();
  }
  if (ended === undefined) {
    await store.releaseJob(claimed.id, runner, never);
    return signal.aborted ? undefined : services.wait(signal);
  }
  await store.keepJob(toKeptJob(ended), never);
  await services.clean(ended);
  services.tell(ended);
  await store.forgetJobs(new Date(clock.now() - KEPT_MS).toISOString(), never);
}

function endBadly(
  job: Job,
  { error, isStopped, clock }: { readonly error: unknown; readonly isStopped: boolean; readonly clock: Clock },
): Job {
  const endedAt = times(clock).now;
  return isStopped
    ? { ...job, status: "cancelled", endedAt }
    : { ...job, status: "failed", endedAt, error: describe(error) };
}

/** While a job runs: says so to other runners, saves how far it is, and stops it once it is cancelled. */
function hold(
  { store, runner, clock }: JobServices,
  { id, stop, save }: { readonly id: string; readonly stop: AbortController; save(): Promise<unknown> },
) {
  const never = new AbortController().signal;
  let last: Promise<void> = Promise.resolve();
  const beat = async () => {
    if (!(await store.holdJob({ id, runner, until: times(clock).until }, never))) stop.abort();
    else await save();
  };
  const timer = setInterval(() => {
    last = last.then(beat).catch((error: unknown) => stop.abort(error));
  }, HOLD_EVERY_MS);
  return {
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

function describe(error: unknown): NonNullable<Job["error"]> {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unexpected";
  const hint = error instanceof Error && "hint" in error && typeof error.hint === "string" ? error.hint : undefined;
  const message = error instanceof Error ? error.message : String(error);
  return defined({ code, message, hint });
}
