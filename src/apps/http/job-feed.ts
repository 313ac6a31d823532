import type { Job } from "../../core/index.ts";

/** Reports the changes of jobs to those who follow them. */
export interface JobFeed {
  tell(job: Job): void;
  /**
   * Yields the job now and after each change, until it is over, the signal is aborted or the server stops. A
   * slow reader receives only the latest change. Without a change, `read` is called from time to time, because
   * another process may work on the job.
   */
  follow(job: Job, read: () => Promise<Job | undefined>, signal: AbortSignal): AsyncGenerator<Job>;
}

const isOver = ({ status }: Job): boolean => status !== "waiting" && status !== "running";
/** Time without a change after which the job is read again. */
const READ_AGAIN_MS = 1_000;

/**
 * @param stopped signal that the server stops: its jobs then wait for the next start, so that nothing is left to follow
 */
export function createJobFeed(stopped: AbortSignal): JobFeed {
  const followers = new Map<string, Set<(job: Job) => void>>();
  return {
    tell: (job) => {
      for (const follower of followers.get(job.id) ?? []) follower(job);
    },
    async *follow(job, read, callerSignal) {
      const signal = AbortSignal.any([callerSignal, stopped]);
      const news = createNews();
      const unfollow = addFollower(job.id, news.tell);
      signal.addEventListener("abort", news.wake);
      let current = job;
      try {
        yield current;
        while (!signal.aborted && !isOver(current)) {
          const next = (await news.next()) ?? (signal.aborted ? undefined : await read());
          if (next === undefined || isSame(next, current)) continue;
          current = next;
          yield current;
        }
      } finally {
        signal.removeEventListener("abort", news.wake);
        unfollow();
      }
    },
  };

  function addFollower(jobId: string, follower: (job: Job) => void): () => void {
    const all = followers.get(jobId) ?? new Set();
    followers.set(jobId, all.add(follower));
    return () => {
      all.delete(follower);
      if (all.size === 0) followers.delete(jobId);
    };
  }
}

const isSame = (one: Job, other: Job): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Creates a mailbox for the latest change. `next` returns undefined after a while without a change, or when it is woken.
 */
function createNews() {
  let latest: Job | undefined;
  let wake = (): void => undefined;
  return {
    wake: () => wake(),
    tell: (job: Job) => {
      latest = job;
      wake();
    },
    next: async (): Promise<Job | undefined> => {
      if (latest === undefined)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, READ_AGAIN_MS);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      const job = latest;
      latest = undefined;
      return job;
    },
  };
}
