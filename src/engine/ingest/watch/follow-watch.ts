import { defined, type Job, type Watch, type Watching, type WatchProblem } from "../../../core/index.ts";
import { createWake, SYNC_AGAIN_MS } from "./create-wake.ts";
import { isChange } from "./is-change.ts";
import type { WatchSourcesServices } from "./watch-services.ts";

const RETRY_MS = 60_000;

type Problem = Omit<WatchProblem, "since">;

/** Keeps one source in sync until the signal is aborted. A problem is stored, and the sync is retried. */
export async function followWatch(services: WatchSourcesServices, watch: Watch, signal: AbortSignal): Promise<void> {
  const wake = createWake();
  const storeProblem = createProblemStore(services, watch);
  let watcherProblem: Problem | undefined;
  let watching: Watching | undefined;
  const listener = {
    onChanges: wake.ring,
    onProblem: ({ code, message, hint }: Problem) => {
      watcherProblem = defined({ code, message, hint });
      wake.ring();
    },
  };
  const runRound = async () => {
    // Watching starts before the sync, so that no change falls in between.
    watching ??= await (await services.watcher()).watch(watch.uri, listener);
    const job = await services.sync(watch, signal);
    const problem = problemOf(job, watch.uri);
    // The watcher's problem is outdated if the folder is missing: the folder is watched anew when it comes back.
    if (problem?.code === "source-unavailable") watcherProblem = undefined;
    await storeProblem(problem ?? watcherProblem, signal);
    if (job.status === "failed") wake.ringLater(RETRY_MS);
    else if (job.outcomes.some(isChange)) wake.ringLater(SYNC_AGAIN_MS);
  };

  wake.ring();
  while (!signal.aborted)
    try {
      await wake.next(signal);
      await runRound();
    } catch (error) {
      if (signal.aborted) break;
      services.failed(error);
      wake.ringLater(RETRY_MS);
    }
  wake.close();
  await watching?.close();
}

/** Stores a problem when it changes, with the time since when it exists. */
function createProblemStore({ store, now }: WatchSourcesServices, { collection, uri, problem: before }: Watch) {
  let stored = before;
  return async (problem: Problem | undefined, signal: AbortSignal): Promise<void> => {
    if (stored?.code === problem?.code && stored?.message === problem?.message) return;
    stored = problem && { since: now(), ...problem };
    await store.tellWatch(defined({ collection, uri, problem: stored }), signal);
  };
}

/** Returns the problem that kept the whole source from being synced. A single unreadable file does not keep it. */
function problemOf({ status, error, outcomes }: Job, uri: string): Problem | undefined {
  if (status === "failed") return error;
  const failure = outcomes.find((outcome) => outcome.outcome === "failed" && outcome.uri === uri);
  if (failure === undefined) return undefined;
  const { code = "unexpected", message = "", hint } = failure;
  return defined({ code, message, hint });
}
