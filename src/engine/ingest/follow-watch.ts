import type { Job, Watch, Watching, WatchProblem } from "../../core/index.ts";
import { createWake } from "./create-wake.ts";
import type { WatchServices } from "./watch-sources.ts";

const QUIET_MS = 200;
const LONGEST_MS = 2_000;
/** A folder that was made and filled in one moment may have been watched too late: it is looked at once more. */
const LOOK_AGAIN_MS = 1_000;
const TRY_AGAIN_MS = 60_000;

type Trouble = Omit<WatchProblem, "since">;

/** Keeps one source in step until the signal is aborted. What is wrong is told, and tried again. */
export async function followWatch(services: WatchServices, watch: Watch, signal: AbortSignal): Promise<void> {
  const wake = createWake({ quietMs: QUIET_MS, longestMs: LONGEST_MS });
  const tell = createTeller(services, watch);
  let ofWatcher: Trouble | undefined;
  let watching: Watching | undefined;
  const listener = {
    onChanges: wake.ring,
    onProblem: ({ code, message, hint }: Trouble) => {
      ofWatcher = { code, message, ...(hint === undefined ? {} : { hint }) };
      wake.ring();
    },
  };
  const round = async () => {
    // It is watched before it is looked at, so that nothing falls in between.
    watching ??= await (await services.watcher()).watch(watch.uri, listener);
    const job = await services.bringInStep(watch, signal);
    const trouble = troubleOf(job, watch.uri);
    // A folder that is away is no longer watched badly: it is watched anew when it comes back.
    if (trouble?.code === "source-unavailable") ofWatcher = undefined;
    await tell(trouble ?? ofWatcher, signal);
    if (job.status === "failed") wake.ringLater(TRY_AGAIN_MS);
    else if (job.outcomes.some(isChange)) wake.ringLater(LOOK_AGAIN_MS);
  };
  wake.ring();
  while (!signal.aborted)
    try {
      await wake.next(signal);
      await round();
    } catch (error) {
      if (signal.aborted) break;
      services.failed(error);
      wake.ringLater(TRY_AGAIN_MS);
    }
  wake.close();
  await watching?.close();
}

/** Since when it is so stays, as long as it is the same. */
function createTeller({ store, now }: WatchServices, { collection, uri, problem: before }: Watch) {
  let told = before;
  return async (trouble: Trouble | undefined, signal: AbortSignal): Promise<void> => {
    if (told?.code === trouble?.code && told?.message === trouble?.message) return;
    told = trouble && { since: now(), ...trouble };
    await store.tellWatch({ collection, uri, ...(told === undefined ? {} : { problem: told }) }, signal);
  };
}

/** What kept the whole source from being brought in step; a file that can not be read is a matter of its own. */
function troubleOf({ status, error, outcomes }: Job, uri: string): Trouble | undefined {
  if (status === "failed") return error;
  const failed = outcomes.find((one) => one.outcome === "failed" && one.uri === uri);
  if (failed === undefined) return undefined;
  const { code = "unexpected", message = "", hint } = failed;
  return { code, message, ...(hint === undefined ? {} : { hint }) };
}

const isChange = ({ outcome }: Job["outcomes"][number]): boolean =>
  outcome !== "failed" && outcome !== "opened" && outcome !== "skipped";
