/** Queue that assigns a few workers to many jobs, in the order of the calls. */
export interface Queue<Worker> {
  /**
   * Runs a job with a free worker. If the signal aborts before, it rejects with the reason and does not run the job.
   */
  run<Result>(job: (worker: Worker) => Promise<Result>, signal: AbortSignal): Promise<Result>;
}

export function createQueue<Worker>(workers: readonly Worker[]): Queue<Worker> {
  const idleWorkers = [...workers];
  const waitingJobs = new Set<(worker: Worker) => void>();
  const take = (signal: AbortSignal): Promise<Worker> => {
    const worker = idleWorkers.shift();
    if (worker !== undefined) return Promise.resolve(worker);
    return new Promise((resolve, reject) => {
      const stop = () => {
        waitingJobs.delete(start);
        reject(signal.reason);
      };
      const start = (freeWorker: Worker) => {
        signal.removeEventListener("abort", stop);
        resolve(freeWorker);
      };
      waitingJobs.add(start);
      signal.addEventListener("abort", stop, { once: true });
    });
  };
  const giveBack = (worker: Worker): void => {
    const [nextJob] = waitingJobs;
    if (nextJob === undefined) {
      idleWorkers.push(worker);
      return;
    }
    waitingJobs.delete(nextJob);
    nextJob(worker);
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
