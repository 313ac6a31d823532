import { TooManyRequestsError } from "../../core/index.ts";

/** Lets a limited number of calls run at a time, in the order of their arrival. */
export interface CallQueue {
  /** True if the next call would be rejected. */
  readonly isFull: boolean;
  /**
   * Runs the work when it is its turn.
   *
   * @throws {TooManyRequestsError} at once, if the queue is full
   * @throws the reason of the signal, if it is aborted before the turn comes
   */
  inTurn<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

interface QueueLimits {
  readonly maxRunning: number;
  readonly maxWaiting: number;
}

export function createCallQueue({ maxRunning, maxWaiting }: QueueLimits): CallQueue {
  const waiting = new Set<() => void>();
  let running = 0;

  async function takeTurn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (running < maxRunning) {
      running += 1;
      return;
    }
    if (waiting.size >= maxWaiting) throw tooMany(maxWaiting);
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
   * Passes the turn to the call that has waited longest, after one pass of the event loop. Each pass accepts one new
   * connection. With a hundred searches in one pass, new connections would wait for seconds.
   */
  function endTurn(): void {
    setImmediate(() => {
      const [next] = waiting;
      if (next === undefined) {
        running -= 1;
        return;
      }
      waiting.delete(next);
      next();
    });
  }

  return {
    get isFull() {
      return running >= maxRunning && waiting.size >= maxWaiting;
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

function tooMany(maxWaiting: number): TooManyRequestsError {
  return new TooManyRequestsError(`${maxWaiting} searches are waiting, which is the maximum.`, {
    hint: "Retry after `Retry-After` seconds, or raise the setting `server.maxWaiting`.",
  });
}
