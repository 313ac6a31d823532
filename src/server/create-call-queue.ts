/** Lets a limited number of calls run at a time, in the order of their arrival. */
export interface CallQueue {
  /**
   * Runs the work when it is its turn.
   *
   * @throws the rejection at once, if the queue is full
   * @throws the reason of the signal, if it is aborted before the turn comes
   */
  inTurn<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
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

  async function takeTurn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (running < maxRunning) {
      running += 1;
      return;
    }
    if (waiting.size >= maxWaiting) throw rejection(maxWaiting);
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
   * connection. With a hundred calls in one pass, new connections would wait for seconds.
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
