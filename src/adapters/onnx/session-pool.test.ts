import { afterEach, describe, expect, it } from "vitest";
import { never } from "../../core/index.ts";
import { SessionPool } from "./session-pool.ts";

/** Code of a session that returns the number of its thread and the number of its earlier runs. */
const code = `
import { parentPort, threadId } from "node:worker_threads";
let runs = 0;
parentPort.on("message", ({ kind, id }) => {
  if (kind === "close") parentPort.close();
  else parentPort.postMessage({ kind: "done", id, outputs: [Float32Array.of(threadId, runs++)] });
});`;
const brokenCode = `
import { parentPort } from "node:worker_threads";
parentPort.postMessage({ kind: "failed", reason: "no model" });`;
const urlOf = (text: string) => new URL(`data:text/javascript,${encodeURIComponent(text)}`);
const settings = { modelPath: "none", threads: 1, task: { kind: "rerank" }, sha256: {} } as const;

const now = { urgency: "now", signal: never } as const;
const later = { ...now, urgency: "later" } as const;
const input = { tokenIds: [] };

const pools: SessionPool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function openPool(size: number): SessionPool {
  const pool = new SessionPool(urlOf(code), settings, size);
  pools.push(pool);
  return pool;
}

async function threadsOf(pool: SessionPool, runs: number): Promise<number> {
  const all = await Promise.all(Array.from({ length: runs }, () => pool.run({ tokenIds: [] }, now)));
  return new Set(all.map(([outputs]) => outputs?.[0])).size;
}

describe("a pool of sessions", () => {
  it("starts no second session for the few runs of one question", async () => {
    expect(await threadsOf(openPool(4), 16)).toBe(1);
  });

  it("starts more sessions for many runs, up to its size", async () => {
    const pool = openPool(2);
    expect(await threadsOf(pool, 17)).toBe(2);
    expect(await threadsOf(pool, 100)).toBe(2);
  });

  it("counts the runs of all calls before it starts another session", async () => {
    const pool = openPool(4);
    expect([await threadsOf(pool, 12), await threadsOf(pool, 12)]).toEqual([1, 2]);
  });

  it("starts no second session while the first one is idle", async () => {
    const pool = openPool(4);
    const threads = new Set<number>();
    for (let run = 0; run < 40; run++) threads.add((await pool.run({ tokenIds: [] }, now))[0]?.[0] ?? -1);
    expect(threads.size).toBe(1);
  });

  it("runs urgent inputs before the others, each kind in the order of the calls", async () => {
    const pool = openPool(1);
    const ended: string[] = [];
    const run = async (name: string, request: typeof now | typeof later) => {
      await pool.run(input, request);
      ended.push(name);
    };
    const passages = Array.from({ length: 5 }, (_, index) => run(`passage ${index}`, later));
    const questions = Array.from({ length: 3 }, (_, index) => run(`question ${index}`, now));
    await Promise.all([...passages, ...questions]);
    // Two passages had started before the first question.
    expect(ended).toEqual([
      ...["passage 0", "passage 1", "question 0", "question 1", "question 2"],
      ...["passage 2", "passage 3", "passage 4"],
    ]);
  });

  it("removes the runs of an aborted caller from the queue, and rejects them with the signal's reason", async () => {
    const pool = openPool(1);
    const controller = new AbortController();
    const reason = new Error("gone");
    const gone = Array.from({ length: 50 }, () => pool.run(input, { ...now, signal: controller.signal }));
    const outcomes = Promise.allSettled(gone);
    controller.abort(reason);
    const [outputs] = await pool.run(input, now);
    expect(outputs?.[1]).toBe(3);
    // Three runs had already been passed to the session.
    expect((await outcomes).slice(3)).toEqual(Array(47).fill({ status: "rejected", reason }));
    await expect(pool.run(input, { ...now, signal: controller.signal })).rejects.toBe(reason);
  });

  it("rejects all queued runs with one error when the session cannot be opened", async () => {
    const pool = new SessionPool(urlOf(brokenCode), settings, 1);
    pools.push(pool);
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => pool.run(input, now)));
    const errors = outcomes.map((outcome) => (outcome.status === "rejected" ? outcome.reason : undefined));
    expect(new Set(errors).size).toBe(1);
    expect(errors[0]).toMatchObject({ code: "model-unavailable" });
  });

  it("finishes all queued runs before it closes", async () => {
    const pool = openPool(2);
    const runs = Array.from({ length: 40 }, () => pool.run(input, later));
    await pool.close();
    expect((await Promise.all(runs)).length).toBe(40);
  });
});
