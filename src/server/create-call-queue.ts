/** Lets a limited number of calls run at a time, in the order of their arrival. */
export interface CallQueue {
  /**
   * Runs the work when it is its turn. `onWait` is called at once with the number of calls ahead, unless it is its turn
   * already.
   *
   * @throws the rejection at once, if the queue is full
   * @throws the reason of the signal, if it is aborted before the turn comes
   */
  inTurn<T>(work: () => Promise<T>, signal: AbortSignal, onWait?: (ahead: number) => void): Promise<T>;
  /**
   * Checks that a call would be accepted now. A response that begins before the turn comes can no longer be rejected.
   *
   * @throws the rejection, if the queue is full
   */
  requirePlace(): void;
  counts(): QueueCounts;
}

export interface QueueCounts {
  readonly running: number;
  readonly waiting: number;
  /** Number of rejected calls so far. */
  readonly rejected: number;
}

export interface QueueLimits {
  readonly maxRunning: number;
  readonly maxWaiting: number;
  /** Returns the error for a call that the full queue rejects. */
  rejection(maxWaiting: number): Error;
}

export function createCallQueue({ maxRunning, maxWaiting, rejection }: QueueLimits): CallQueue {
  const waiting = new Set<() => void>();
  let running = 0;
  let rejected = 0;
  let isNextScheduled = false;

  /** A free turn belongs to the calls that wait for it, so a new call takes one only if none waits. */
  const hasFreeTurn = () => running < maxRunning && waiting.size === 0;

  function requirePlace(): void {
    if (hasFreeTurn() || waiting.size < maxWaiting) return;
    rejected += 1;
    throw rejection(maxWaiting);
  }

  async function takeTurn(signal: AbortSignal, onWait?: (ahead: number) => void): Promise<void> {
    signal.throwIfAborted();
    requirePlace();
    if (hasFreeTurn()) {
      running += 1;
      return;
    }
    onWait?.(waiting.size);
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
   * Begins the call that has waited longest, one in each pass of the event loop. Each pass accepts one new connection.
   * With several calls in one pass, new connections would wait for seconds before they reach the queue.
   */
  function scheduleNext(): void {
    if (isNextScheduled || waiting.size === 0) return;
    isNextScheduled = true;
    setImmediate(() => {
      isNextScheduled = false;
      const [next] = waiting;
      if (next === undefined || running >= maxRunning) return;
      waiting.delete(next);
      running += 1;
      next();
      scheduleNext();
    });
  }

  return {
    requirePlace,
    counts: () => ({ running, waiting: waiting.size, rejected }),
    async inTurn(work, signal, onWait) {
      await takeTurn(signal, onWait);
      try {
        return await work();
      } finally {
        running -= 1;
        scheduleNext();
      }
    },
  };
}
