/** Hands out a few workers to many jobs: first come, first served. */
export interface Queue<Worker> {
  /** Rejects with the signal's reason, without running the job, when it is aborted while it waits. */
  run<Result>(job: (worker: Worker) => Promise<Result>, signal: AbortSignal): Promise<Result>;
}

export function createQueue<Worker>(workers: readonly Worker[]): Queue<Worker> {
  const idle = [...workers];
  const waiting = new Set<(worker: Worker) => void>();
  const take = (signal: AbortSignal): Promise<Worker> => {
    const worker = idle.shift();
    if (worker !== undefined) return Promise.resolve(worker);
    return new Promise((resolve, reject) => {
      const stop = () => {
        waiting.delete(start);
        reject(signal.reason);
      };
      const start = (free: Worker) => {
        signal.removeEventListener("abort", stop);
        resolve(free);
      };
      waiting.add(start);
      signal.addEventListener("abort", stop, { once: true });
    });
  };
  const giveBack = (worker: Worker): void => {
    const [next] = waiting;
    if (next === undefined) {
      idle.push(worker);
      return;
    }
    waiting.delete(next);
    next(worker);
  };
  return {
    run: async (job, signal) => {
      signal.throwIfAborted();
      const worker = await take(signal);
      try {
        return await job(worker);
      } finally {
        giveBack(worker);
      }
    },
  };
}
