import { type Clock, TooManyRequestsError } from "../core/index.ts";
import { type CallQueue, createCallQueue, type QueueLimits } from "./create-call-queue.ts";

interface TimedQueueOptions extends Pick<QueueLimits, "maxRunning" | "maxWaiting"> {
  readonly clock: Pick<Clock, "monotonicMs">;
  /** Plural of what waits, such as `searches`. */
  readonly calls: string;
  /** Name of the setting that sets `maxWaiting`. */
  readonly setting: string;
}

/** Number of recent calls that the mean duration is about. */
const RECENT_CALLS = 16;
const MAX_RETRY_SECONDS = 600;

/**
 * Creates a queue that rejects further calls with a time to retry after: the time that the calls ahead will take, by
 * the mean duration of the recent calls, from 1 s to 10 minutes.
 */
export function createTimedQueue({ clock, calls, setting, ...limits }: TimedQueueOptions): CallQueue {
  let meanMs = 0;
  let measured = 0;
  const measure = async <T>(work: () => Promise<T>): Promise<T> => {
    const startedMs = clock.monotonicMs();
    try {
      return await work();
    } finally {
      measured = Math.min(measured + 1, RECENT_CALLS);
      meanMs += (clock.monotonicMs() - startedMs - meanMs) / measured;
    }
  };
  const secondsUntilTurn = (ahead: number): number => {
    const seconds = Math.ceil(((ahead + 1) * meanMs) / limits.maxRunning / 1_000);
    return Math.min(Math.max(1, seconds), MAX_RETRY_SECONDS);
  };
  const queue = createCallQueue({
    ...limits,
    rejection: (maxWaiting) => {
      const retryAfterSeconds = secondsUntilTurn(maxWaiting);
      return new TooManyRequestsError(`${maxWaiting} ${calls} are waiting, which is the maximum.`, {
        retryAfterSeconds,
        hint: `Retry after ${retryAfterSeconds} s, or raise the setting \`${setting}\`.`,
      });
    },
  });
  return { ...queue, inTurn: (work, signal, onWait) => queue.inTurn(() => measure(work), signal, onWait) };
}
