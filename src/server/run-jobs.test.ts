import { once } from "node:events";
import { setImmediate as nextTurn, setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import {
  DiskFullError,
  FileUnwritableError,
  type Job,
  type JobStore,
  type KeptJob,
  never,
  StoreBusyError,
} from "../core/index.ts";
import { neverFails, storeOf, waitingJob } from "./fixtures/waiting-job.ts";
import { toKeptJob } from "./kept-job.ts";
import { type JobServices, runJobs } from "./run-jobs.ts";

async function run(
  store: JobStore & { now(): Job },
  work: JobServices["work"],
  { monotonicMs = () => 0, ...others }: Partial<JobServices & { monotonicMs(): number }> = {},
) {
  const stop = new AbortController();
  const told: Job[] = [];
  const cleaned: string[] = [];
  const services: JobServices = {
    store,
    runner: "r",
    clock: { now: () => 0, monotonicMs },
    work,
    clean: async ({ id }) => void cleaned.push(id),
    tell: (job) => void told.push(job),
    wait: async () => {
      await nextTurn();
      if (store.now().status !== "running") stop.abort();
    },
    ...neverFails,
    ...others,
  };
  await runJobs(services, stop.signal).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  return { told, cleaned };
}

describe("jobs", () => {
  it("run once, report their progress, and are cleaned up", async () => {
    const store = storeOf(waitingJob);
    const { told, cleaned } = await run(store, async (_job, onEvent) => {
      onEvent({ type: "vectors-attached", collection: "default", done: 3, total: 8 });
      return { outcomes: [{ uri: "upload:///a.md", outcome: "added", documentId: "d" }] };
    });
    expect(store.now()).toMatchObject({ status: "done", progress: { embedded: 3, embeddedTotal: 8 } });
    expect(store.now().outcomes).toHaveLength(1);
    expect(told.map(({ status }) => status)).toEqual(["running", "done"]);
    expect(cleaned).toEqual(["j1"]);
  });

  it("report the time left while vectors are computed, and no longer when they are", async () => {
    let ms = 0;
    const attach = (onEvent: Parameters<JobServices["work"]>[1], done: number) => {
      onEvent({ type: "vectors-attached", collection: "default", done, total: 128 });
      ms += 4_000;
    };
    const work: JobServices["work"] = async (_job, onEvent) => {
      for (const done of [32, 64, 96, 128]) attach(onEvent, done);
      return { outcomes: [] };
    };
    const store = storeOf({ ...waitingJob, progress: { ...waitingJob.progress, secondsLeft: 99 } });
    const { told } = await run(store, work, { monotonicMs: () => ms });
    expect(told.map(({ progress }) => progress.secondsLeft)).toEqual([undefined, 8, 4, undefined, undefined]);
  });

  it("fail with the code, message and hint of the error, and are cleaned up", async () => {
    const store = storeOf(waitingJob);
    const { cleaned } = await run(store, async () => {
      throw new FileUnwritableError("The disk is full.", { hint: "Make room." });
    });
    const error = { code: "file-unwritable", message: "The disk is full.", hint: "Make room." };
    expect(store.now()).toMatchObject({ status: "failed", error });
    expect(cleaned).toEqual(["j1"]);
  });

  it("do not describe an unexpected error, which may name paths or quote a document, but report it", async () => {
    const store = storeOf(waitingJob);
    const enoent = Object.assign(new Error("ENOENT: /home/me/secret"), { code: "ENOENT", hint: "secret" });
    const reported: unknown[] = [];
    const work: JobServices["work"] = () => Promise.reject(enoent);
    const { cleaned } = await run(store, work, { unexpected: (error) => void reported.push(error) });
    const error = {
      code: "unexpected",
      message: "The job failed unexpectedly.",
      hint: "See the log of the server.",
    };
    expect(store.now()).toMatchObject({ status: "failed", error });
    expect(reported).toEqual([enoent]);
    expect(cleaned).toEqual(["j1"]);
  });

  it("are over although their files cannot be removed, which is reported", async () => {
    const store = storeOf(waitingJob);
    const unremovable = new FileUnwritableError("The files cannot be removed.");
    const reported: unknown[] = [];
    const { told } = await run(store, async () => ({ outcomes: [] }), {
      clean: () => Promise.reject(unremovable),
      failed: (error) => void reported.push(error),
    });
    expect(told.map(({ status }) => status)).toEqual(["done"]);
    expect(reported).toEqual([unremovable]);
  });

  it("wait while another process writes, and run when it has finished", async () => {
    const store = storeOf(waitingJob);
    const stop = new AbortController();
    const statuses: string[] = [];
    let tries = 0;
    const services: JobServices = {
      store,
      runner: "r",
      clock: { now: () => 0, monotonicMs: () => 0 },
      work: async () => {
        tries += 1;
        if (tries < 3) throw new StoreBusyError("Another process is writing.");
        return { outcomes: [] };
      },
      clean: async () => undefined,
      tell: () => undefined,
      wait: async () => {
        await nextTurn();
        statuses.push(store.now().status);
        if (store.now().status === "done") stop.abort();
      },
      ...neverFails,
    };
    await runJobs(services, stop.signal);
    expect(tries).toBe(3);
    expect(statuses).toContain("waiting");
    expect(store.now().status).toBe("done");
  });

  it("wait again, with their files, if the server stops while they run", async () => {
    const store = storeOf(waitingJob);
    const stop = new AbortController();
    const cleaned: string[] = [];
    const running = runJobs(
      {
        store,
        runner: "r",
        clock: { now: () => 0, monotonicMs: () => 0 },
        work: async (_job, _onEvent, signal) => {
          stop.abort();
          signal.throwIfAborted();
          return { outcomes: [] };
        },
        clean: async ({ id }) => void cleaned.push(id),
        tell: () => undefined,
        wait: () => nextTurn(),
        ...neverFails,
      },
      stop.signal,
    );
    await running;
    expect(store.now().status).toBe("waiting");
    expect(cleaned).toEqual([]);
  });

  it("wait again if the server stops while it renews its hold on a job", async () => {
    const store = storeOf(waitingJob);
    const stop = new AbortController();
    let isHeld = (): void => undefined;
    const beaten = new Promise<void>((resolve) => {
      isHeld = resolve;
    });
    const slow: JobStore = {
      ...store,
      holdJob: async () => {
        isHeld();
        // The store renews the hold at once, but replies only after the work has ended.
        await setTimeout(50);
        return true;
      },
    };
    const work: JobServices["work"] = async () => {
      await beaten;
      stop.abort();
      throw stop.signal.reason;
    };
    const never = { clean: async () => undefined, tell: () => undefined, wait: () => nextTurn(), ...neverFails };
    const clock = { now: () => 0, monotonicMs: () => 0 };
    await runJobs({ store: slow, runner: "r", clock, work, ...never }, stop.signal);
    expect(store.now().status).toBe("waiting");
  });

  it("count as failed while a full disk keeps their end from being stored, make room, and are stored later", async () => {
    const store = storeOf(waitingJob);
    const full = new DiskFullError("The disk is full.");
    const stop = new AbortController();
    const steps: string[] = [];
    const unstored = new Map<string, Job>();
    let isFull = true;
    const services: JobServices = {
      store: {
        ...store,
        keepJob: async (job, signal) => {
          if (isFull) throw full;
          return store.keepJob(job, signal);
        },
      },
      runner: "r",
      clock: { now: () => 0, monotonicMs: () => 0 },
      work: async () => {
        throw full;
      },
      clean: async () => void steps.push("cleaned"),
      tell: ({ status }) => void steps.push(status),
      unexpected: neverFails.unexpected,
      failed: () => void steps.push(`reported, ${unstored.get("j1")?.error?.code}`),
      unstored,
      wait: async () => {
        await nextTurn();
        if (store.now().status === "failed") stop.abort();
        else if (unstored.size > 0) isFull = false;
      },
    };
    await runJobs(services, stop.signal);
    const retries = ["reported, undefined", "cleaned", "failed", "reported, disk-full"];
    expect(steps).toEqual([...retries, "cleaned", "failed"]);
    expect(store.now()).toMatchObject({ status: "failed", error: { code: "disk-full" } });
    expect(unstored.size).toBe(0);
  });

  it("fail with the reason for which their runner cannot hold them", async () => {
    const store = storeOf(waitingJob);
    const holding = {
      ...store,
      holdJob: async () => {
        throw new DiskFullError("The disk is full.");
      },
    };
    await run(holding, async (_job, _onEvent, signal) => {
      await once(signal, "abort");
      throw signal.reason;
    });
    expect(store.now()).toMatchObject({ status: "failed", error: { code: "disk-full" } });
  });

  it("stay cancelled, even if their work ends successfully", async () => {
    const store = storeOf(waitingJob);
    await run(store, async (job) => {
      await store.keepJob(toKeptJob({ ...job, status: "cancelled" }), never);
      return { outcomes: [] };
    });
    expect(store.now().status).toBe("cancelled");
  });

  it("run in another runner thirty seconds after their first runner died", async () => {
    let nowMs = 0;
    const iso = (ms: number) => new Date(ms).toISOString();
    let kept: KeptJob = toKeptJob(waitingJob);
    let heldUntil = "";
    const store: JobStore = {
      ...storeOf(waitingJob),
      keepJob: async (next) => {
        kept = next;
        return true;
      },
      claimJob: async ({ now, until }) => {
        if (kept.status !== "waiting" && !(kept.status === "running" && heldUntil < now)) return undefined;
        kept = { ...kept, status: "running" };
        heldUntil = until;
        return kept;
      },
    };
    // A killed process claims the job and never renews its hold.
    await store.claimJob({ runner: "killed", now: iso(nowMs), until: iso(nowMs + 30_000) }, never);
    const stop = new AbortController();
    const doneAtMs: number[] = [];
    await runJobs(
      {
        store,
        runner: "other",
        clock: { now: () => nowMs, monotonicMs: () => nowMs },
        work: async () => {
          doneAtMs.push(nowMs);
          return { outcomes: [] };
        },
        clean: async () => stop.abort(),
        tell: () => undefined,
        wait: async () => {
          await nextTurn();
          nowMs += 1_000;
        },
        ...neverFails,
      },
      stop.signal,
    );
    expect(doneAtMs).toEqual([31_000]);
  });
});
