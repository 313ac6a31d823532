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

/**
 * Creates a queue that begins one call in each pass of the event loop, also while turns are free. Each pass accepts one
 * new connection. With several calls in one pass, new connections would wait for seconds before they reach the queue.
 */
export function createCallQueue({ maxRunning, maxWaiting, rejection }: QueueLimits): CallQueue {
  const waiting = new Set<() => void>();
  let running = 0;
  let rejected = 0;
  let hasPassBegun = false;

  function requirePlace(): void {
    if (running + waiting.size < maxRunning + maxWaiting) return;
    rejected += 1;
    throw rejection(maxWaiting);
  }

  async function takeTurn(signal: AbortSignal, onWait?: (ahead: number) => void): Promise<void> {
    signal.throwIfAborted();
    requirePlace();
    // A free turn belongs to the calls that wait for it, so a new call takes one only if none waits.
    if (running < maxRunning && waiting.size === 0 && !hasPassBegun) {
      running += 1;
      endPass();
      return;
    }
    const ahead = running + waiting.size - maxRunning;
    if (ahead >= 0) onWait?.(ahead);
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

  /** Lets the call that has waited longest begin in the next pass. */
  function endPass(): void {
    if (hasPassBegun) return;
    hasPassBegun = true;
    setImmediate(() => {
      hasPassBegun = false;
      const [next] = waiting;
      if (next === undefined || running >= maxRunning) return;
      waiting.delete(next);
      running += 1;
      next();
      endPass();
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
        endPass();
      }
    },
  };
}
