import { once } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { DiskFullError, type Job, type JobStore } from "../core/index.ts";
import { neverFails, storeOf, waitingJob } from "./fixtures/waiting-job.ts";
import { toKeptJob } from "./kept-job.ts";
import { type JobServices, runJobs } from "./run-jobs.ts";

describe("uploads", () => {
  it("do not wait for a long upload, and uploads of the same file follow each other", async () => {
    const uploads = [upload("long", "big.zip"), upload("short", "note.txt"), upload("again", "big.zip")];
    const { order, finish } = runUploads(uploads);
    await until(() => order.includes("short ends"));
    expect(order).toEqual(["long begins", "short begins", "short ends"]);
    await finish("long");
    expect(order.slice(3)).toEqual(["long ends", "again begins", "again ends"]);
  });

  it("do not overtake a waiting upload that shares a file with them", async () => {
    const both = upload("both", "big.zip", "note.txt");
    const { order, finish } = runUploads([upload("long", "big.zip"), both, upload("short", "note.txt")]);
    await until(() => order.length === 1);
    for (let turn = 0; turn < 20; turn++) await nextTurn();
    expect(order).toEqual(["long begins"]);
    await finish("long");
    await until(() => order.length === 6);
    expect(order.slice(1)).toEqual(["long ends", "both begins", "both ends", "short begins", "short ends"]);
  });

  it("run four at a time at most", async () => {
    const { order, finish } = runUploads(["a", "b", "c", "d", "e"].map((id) => upload(`long-${id}`, id)));
    await until(() => order.length === 4);
    for (let turn = 0; turn < 20; turn++) await nextTurn();
    expect(order).toEqual(["a", "b", "c", "d"].map((id) => `long-${id} begins`));
    await finish("long-a");
    expect(order.slice(4, 6)).toEqual(["long-a ends", "long-e begins"]);
  });

  it("all stop and return to the queue if the store fails, and the failure is thrown", async () => {
    const failing = runUploads([upload("long", "a"), upload("short", "b")], async () => {
      throw new DiskFullError("The disk is full.");
    });
    await expect(failing.ended).rejects.toThrow("The disk is full.");
    expect(failing.statusOf("long")).toBe("waiting");
  });
});

const upload = (id: string, ...names: readonly string[]): Job => ({
  ...waitingJob,
  id,
  task: {
    kind: "upload",
    files: names.map((name) => ({ uri: `upload:///${name}`, sizeBytes: 1, sha256: "0".repeat(64) })),
    accessLabels: [],
  },
});

/** Gives others ten thousand turns at most, in which something must happen. */
async function until(isTrue: () => boolean): Promise<void> {
  for (let turn = 0; !isTrue(); turn++) {
    if (turn === 10_000) throw new Error("It did not happen.");
    await nextTurn();
  }
}

/** Runs uploads. Those whose id begins with `long` end when `finish` is called, the others at once. */
function runUploads(jobs: readonly Job[], forgetJobs: JobStore["forgetJobs"] = async () => 0) {
  const kept = new Map(jobs.map((job) => [job.id, toKeptJob(job)]));
  const order: string[] = [];
  const stop = new AbortController();
  const finishing = new Map(jobs.map(({ id }) => [id, new AbortController()]));
  const store: JobStore = {
    ...storeOf(waitingJob),
    keepJob: async (job) => kept.set(job.id, job).size > 0,
    claimJob: async ({ accepts }) => {
      const job = [...kept.values()].find((one) => one.status === "waiting" && accepts?.(one) !== false);
      if (job === undefined) return undefined;
      kept.set(job.id, { ...job, status: "running" });
      return job;
    },
    holdJob: async () => true,
    forgetJobs,
    releaseJob: async (id) => {
      const job = kept.get(id);
      if (job !== undefined) kept.set(id, { ...job, status: "waiting" });
    },
  };
  const work: JobServices["work"] = async ({ id }, _onEvent, signal) => {
    order.push(`${id} begins`);
    const finished = finishing.get(id)?.signal ?? signal;
    if (id.startsWith("long") && !finished.aborted) await once(AbortSignal.any([finished, signal]), "abort");
    signal.throwIfAborted();
    order.push(`${id} ends`);
    return { outcomes: [] };
  };
  const clock = { now: () => 0, monotonicMs: () => 0 };
  const silent = { clean: async () => undefined, tell: () => undefined, wait: () => nextTurn(), ...neverFails };
  const ended = runJobs({ store, runner: "r", clock, work, ...silent }, stop.signal);
  const isOver = () => [...kept.values()].every(({ status }) => status === "done");
  return {
    order,
    ended,
    statusOf: (id: string) => kept.get(id)?.status,
    /** Lets an upload end, then all others, and waits for them. */
    async finish(first: string) {
      finishing.get(first)?.abort();
      await until(() => order.includes(`${first} ends`) && order.at(-1) !== `${first} ends`);
      for (const one of finishing.values()) one.abort();
      await until(isOver);
      stop.abort();
      await ended.catch((error: unknown) => {
        if (!stop.signal.aborted) throw error;
      });
    },
  };
}
