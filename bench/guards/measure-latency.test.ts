import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { never } from "../../src/core/index.ts";
import { measureLatency } from "./measure-latency.ts";

it("measures each guard alone, the decoding, and all together, once for each piece of 1,000 characters", async () => {
  const folder = await mkdtemp(join(tmpdir(), "lydian-latency-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "documents-text"));
  await writeFile(join(folder, "documents-text", "long.txt"), "Anna Berg opens at 8:00. ".repeat(200));
  await writeFile(join(folder, "documents-text", "short.txt"), "Too short to count.");
  let readings = 0;
  const latencies = await measureLatency({ folder, processorMs: () => readings++ }, never);
  const guards = latencies.map(({ guard }) => guard);
  expect(guards).toEqual(expect.arrayContaining(["views", "all", "crisis", "personal-names", "safe-harbor"]));
  expect(new Set(guards).size).toBe(guards.length);
  // The clock goes on by one between two readings, and is read before and after each of five pieces.
  expect(latencies.every(({ p50, p95 }) => p50 === 1 && p95 === 1)).toBe(true);
  expect(readings).toBe(guards.length * 5 * 2);
});
