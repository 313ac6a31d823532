import { TooManyRequestsError } from "../../index.ts";

/** Lets a few of many calls work at a time, in the order in which they came. */
export interface CallQueue {
  /** Whether the next call is refused. */
  readonly isFull: boolean;
  /**
   * Does the work when its turn has come.
   *
   * @throws {TooManyRequestsError} at once, if as many wait as may
   * @throws the signal's reason, if it is aborted before the turn has come
   */
  inTurn<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

interface Bounds {
  readonly atOnce: number;
  readonly mostWaiting: number;
}

export function createCallQueue({ atOnce, mostWaiting }: Bounds): CallQueue {
  const waiting = new Set<() => void>();
  let working = 0;

  async function takeTurn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (working < atOnce) {
      working += 1;
      return;
    }
    if (waiting.size >= mostWaiting) throw tooMany(mostWaiting);
    await new Promise<void>((resolve, reject) => {
      const begin = () => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      const leave = () => {
        waiting.delete(begin);
        reject(signal.reason);
      };
      waiting.add(begin);
      signal.addEventListener("abort", leave, { once: true });
    });
  }

  /**
   * The turn goes over to who waits longest; after a pass of the event loop, which takes one new connection each: with a hundred searches
   * in a row within one pass, others would wait for seconds to be heard at all.
   */
  function endTurn(): void {
    setImmediate(() => {
      const [next] = waiting;
      if (next === undefined) {
        working -= 1;
        return;
      }
      waiting.delete(next);
      next();
    });
  }

  return {
    get isFull() {
      return working >= atOnce && waiting.size >= mostWaiting;
    },
    async inTurn(work, signal) {
      await takeTurn(signal);
      try {
        return await work();
      } finally {
        endTurn();
      }
    },
  };
}

function tooMany(mostWaiting: number): TooManyRequestsError {
  return new TooManyRequestsError(`${mostWaiting} searches wait for their turn; there may be no more.`, {
    hint: "Send it again after `Retry-After` seconds, or raise the setting `server.maxWaiting`.",
  });
}
