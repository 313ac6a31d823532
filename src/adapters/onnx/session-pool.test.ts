import { afterEach, describe, expect, it } from "vitest";
import { SessionPool } from "./session-pool.ts";

/** A session that gives the number of its thread. */
const code = `
import { parentPort, threadId } from "node:worker_threads";
parentPort.on("message", ({ kind, id }) => {
  if (kind === "close") parentPort.close();
  else parentPort.postMessage({ kind: "done", id, outputs: [Float32Array.of(threadId)] });
});`;
const entry = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
const settings = { modelPath: "none", threads: 1, task: { kind: "rerank" }, sha256: {} } as const;

const pools: SessionPool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function openPool(size: number): SessionPool {
  const pool = new SessionPool(entry, settings, size);
  pools.push(pool);
  return pool;
}

async function threadsOf(pool: SessionPool, runs: number): Promise<number> {
  const all = await Promise.all(Array.from({ length: runs }, () => pool.run({ tokenIds: [] })));
  return new Set(all.map(([outputs]) => outputs?.[0])).size;
}

describe("SessionPool", () => {
  it("starts no second session for the few runs of one question", async () => {
    expect(await threadsOf(openPool(4), 16)).toBe(1);
  });

  it("starts more of them when there is more to do, and never more than its size", async () => {
    const pool = openPool(2);
    expect(await threadsOf(pool, 17)).toBe(2);
    expect(await threadsOf(pool, 100)).toBe(2);
  });

  it("counts the runs of all calls", async () => {
    const pool = openPool(4);
    expect([await threadsOf(pool, 12), await threadsOf(pool, 12)]).toEqual([1, 2]);
  });

  it("starts no second session while the first one is idle", async () => {
    const pool = openPool(4);
    const threads = new Set<number>();
    for (let run = 0; run < 40; run++) threads.add((await pool.run({ tokenIds: [] }))[0]?.[0] ?? -1);
    expect(threads.size).toBe(1);
  });
});
