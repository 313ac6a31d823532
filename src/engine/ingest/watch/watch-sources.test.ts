import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { FileWatcher, Job, Watch, WatchListener } from "../../../core/index.ts";
import { watchSources } from "./watch-sources.ts";

const watchOf = (uri: string, changes: Partial<Watch> = {}): Watch => ({
  collection: "default",
  uri,
  since: "2026-01-01T00:00:00.000Z",
  ...changes,
});

const jobOf = (changes: Partial<Job> = {}): Job => ({
  id: "j",
  collection: "default",
  task: { kind: "sync", sources: [] },
  status: "done",
  createdAt: "2026-01-01T00:00:00.000Z",
  progress: { files: 0, embedded: 0 },
  outcomes: [],
  ...changes,
});

const away: Job["outcomes"][number] = {
  uri: "file:///a/",
  outcome: "failed",
  code: "source-unavailable",
  message: "There is nothing at this path.",
};

/** Creates watched sources in a world where the test ends each job. */
function world(watches: readonly Watch[]) {
  const stop = new AbortController();
  const kept = new Map(watches.map((watch) => [watch.uri, watch]));
  const listeners = new Map<string, WatchListener>();
  const closed: string[] = [];
  const jobs: { readonly uri: string; end(job?: Job): void; fail(error: Error): void }[] = [];
  const failures: unknown[] = [];
  let look = (): void => undefined;
  const watcher: FileWatcher = {
    watch: async (uri, listener) => {
      listeners.set(uri, listener);
      return { close: async () => void closed.push(uri) };
    },
  };
  const running = watchSources(
    {
      store: {
        listWatches: async () => [...kept.values()],
        tellWatch: async ({ uri, problem }) => {
          const { problem: _, ...watch } = kept.get(uri) ?? watchOf(uri);
          kept.set(uri, problem === undefined ? watch : { ...watch, problem });
        },
      },
      watcher: async () => watcher,
      sync: ({ uri }, signal) =>
        new Promise((resolve, reject) => {
          jobs.push({ uri, end: (job = jobOf()) => resolve(job), fail: reject });
          signal.addEventListener("abort", () => reject(signal.reason));
        }),
      now: () => "2026-02-02T00:00:00.000Z",
      wait: (signal) =>
        new Promise((resolve) => {
          look = resolve;
          signal.addEventListener("abort", () => resolve());
        }),
      failed: (error) => void failures.push(error),
    },
    stop.signal,
  );
  return {
    kept,
    listeners,
    jobs,
    failures,
    closed,
    look: () => look(),
    jobOf: async (number: number) => {
      await expect.poll(() => jobs.length).toBeGreaterThanOrEqual(number);
      return jobs[number - 1];
    },
    stop: async () => {
      stop.abort();
      await running;
    },
  };
}

describe("watchSources", () => {
  it("syncs a source from the start, and again after a change, one job at a time", async () => {
    const { jobs, jobOf, listeners, stop } = world([watchOf("file:///a/")]);
    const first = await jobOf(1);
    listeners.get("file:///a/")?.onChanges({ gone: [], hasNews: true });
    listeners.get("file:///a/")?.onChanges({ gone: ["file:///a/b.md"], hasNews: false });
    await setImmediate();
    expect(jobs).toHaveLength(1);
    first?.end();
    (await jobOf(2))?.end();
    await setImmediate();
    expect(jobs).toHaveLength(2);
    await stop();
  });

  it("stores the problem of a source and since when, and clears it when it is solved", async () => {
    const { jobOf: nextJob, kept, listeners, stop } = world([watchOf("file:///a/")]);
    const problem = () => kept.get("file:///a/")?.problem;
    (await nextJob(1))?.end(jobOf({ outcomes: [away] }));
    await expect.poll(problem).toEqual({
      since: "2026-02-02T00:00:00.000Z",
      code: "source-unavailable",
      message: away.message,
    });
    listeners.get("file:///a/")?.onChanges({ gone: [], hasNews: true });
    (await nextJob(2))?.end();
    await expect.poll(problem).toBeUndefined();
    listeners.get("file:///a/")?.onProblem({ label: "/a", code: "file-unreadable", message: "Not watched whole." });
    (await nextJob(3))?.end();
    await expect.poll(problem).toMatchObject({ code: "file-unreadable", message: "Not watched whole." });
    await stop();
  });

  it("continues with other sources when one fails, even with an unexpected error", async () => {
    const { jobOf: nextJob, kept, failures, stop, jobs } = world([watchOf("file:///a/"), watchOf("file:///b/")]);
    await nextJob(2);
    const error = { code: "store-busy", message: "Another process writes." };
    jobs.find(({ uri }) => uri === "file:///a/")?.end(jobOf({ status: "failed", error }));
    jobs.find(({ uri }) => uri === "file:///b/")?.fail(new Error("unexpected"));
    await expect.poll(() => kept.get("file:///a/")?.problem).toMatchObject(error);
    await expect.poll(() => failures.length).toBe(1);
    await stop();
  });

  it("starts to watch a source when it is added, and stops when it is removed", async () => {
    const { jobOf: nextJob, kept, look, closed, stop } = world([watchOf("file:///a/")]);
    (await nextJob(1))?.end();
    kept.set("file:///b/", watchOf("file:///b/"));
    look();
    expect((await nextJob(2))?.uri).toBe("file:///b/");
    kept.delete("file:///a/");
    look();
    await expect.poll(() => closed).toEqual(["file:///a/"]);
    await stop();
    expect(closed).toEqual(["file:///a/", "file:///b/"]);
  });
});
