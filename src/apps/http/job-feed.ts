import type { Job } from "../../index.ts";

/** Tells those who follow a job what becomes of it. */
export interface JobFeed {
  tell(job: Job): void;
  /**
   * The job now, then with each change, until it is over or the signal is aborted. Changes that come faster than they are
   * read are told by the last. While nothing is told, `read` says now and then what another process has done.
   */
  follow(job: Job, read: () => Promise<Job | undefined>, signal: AbortSignal): AsyncGenerator<Job>;
}

const isOver = ({ status }: Job): boolean => status !== "waiting" && status !== "running";
const LOOK_EVERY_MS = 1_000;

export function createJobFeed(): JobFeed {
  const followers = new Map<string, Set<(job: Job) => void>>();
  return {
    tell: (job) => {
      for (const follower of followers.get(job.id) ?? []) follower(job);
    },
    async *follow(job, read, signal) {
      const news = createNews();
      const all = followers.get(job.id) ?? new Set();
      followers.set(job.id, all.add(news.tell));
      signal.addEventListener("abort", news.wake);
      let told = job;
      try {
        yield told;
        while (!signal.aborted && !isOver(told)) {
          const next = (await news.next()) ?? (signal.aborted ? undefined : await read());
          if (next === undefined || isSame(next, told)) continue;
          told = next;
          yield told;
        }
      } finally {
        signal.removeEventListener("abort", news.wake);
        all.delete(news.tell);
        if (all.size === 0) followers.delete(job.id);
      }
    },
  };
}

const isSame = (one: Job, other: Job): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The last that was told since it was asked for; undefined after a while without any, or when it is woken. */
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
          const timer = setTimeout(resolve, LOOK_EVERY_MS);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      const told = latest;
      latest = undefined;
      return told;
    },
  };
}
