import type { Job } from "../../index.ts";

/** Tells those who follow a job what becomes of it. */
export interface JobFeed {
  tell(job: Job): void;
  /** The job now, then with each change, until it is over or the signal is aborted. Changes that come faster than they are read are told by the last. */
  follow(job: Job, signal: AbortSignal): AsyncGenerator<Job>;
}

const isOver = ({ status }: Job): boolean => status !== "waiting" && status !== "running";

export function createJobFeed(): JobFeed {
  const followers = new Map<string, Set<(job: Job) => void>>();
  return {
    tell: (job) => {
      for (const follower of followers.get(job.id) ?? []) follower(job);
    },
    async *follow(job, signal) {
      let latest: Job | undefined = job;
      let wake = (): void => undefined;
      const follower = (next: Job) => {
        latest = next;
        wake();
      };
      const stop = () => wake();
      const all = followers.get(job.id) ?? new Set();
      followers.set(job.id, all.add(follower));
      signal.addEventListener("abort", stop);
      try {
        while (!signal.aborted) {
          if (latest === undefined) {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
            continue;
          }
          const told: Job = latest;
          latest = undefined;
          yield told;
          if (isOver(told)) return;
        }
      } finally {
        signal.removeEventListener("abort", stop);
        all.delete(follower);
        if (all.size === 0) followers.delete(job.id);
      }
    },
  };
}
