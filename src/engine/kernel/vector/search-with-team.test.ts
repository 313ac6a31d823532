import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { never, type ScanOrder, type ScanThreads, type SegmentInfo } from "../../../core/index.ts";
import { openSegment, openSharedSegment } from "../segment/open-segment.ts";
import { writeVectors } from "../segment/vectors-part.ts";
import { createTopList } from "../select/top-list.ts";
import { quantizeVector } from "./quantize.ts";
import { createOrderRunner } from "./run-scan-order.ts";
import type { VectorSource } from "./scan.ts";
import { createScanTeam, type ScanTeam } from "./scan-team.ts";
import { searchVectors } from "./search-vectors.ts";
import { startTeamScan } from "./search-with-team.ts";

const DIMENSIONS = 48;
const rowOf = (seed: number) =>
  Float32Array.from({ length: DIMENSIONS }, (_, at) => Math.sin((seed % 997) * 12.9898 + at * at * 78.233));

async function sourceOf(segment: number, seeds: readonly number[], isShared: boolean): Promise<VectorSource> {
  const bytes = writeVectors(
    DIMENSIONS,
    seeds.map((seed) => quantizeVector(rowOf(seed))),
  );
  const info: SegmentInfo = {
    id: segment,
    collection: "default",
    formatVersion: 1,
    analysisFingerprint: "",
    chunkCount: seeds.length,
    sizes: { vectors: bytes.length },
    space: { model: "planted", dimensions: DIMENSIONS, fingerprint: "00000000000000aa" },
  };
  const open = isShared ? openSharedSegment : openSegment;
  const part = await open({ readBlocks: async (_of, visit) => visit(bytes, 0) }, info).vectors(never);
  if (part === undefined) throw new Error("The segment has no vectors.");
  return { segment, part, allowed: undefined };
}

const seedsFrom = (start: number, count: number) => Array.from({ length: count }, (_, at) => start + at * 7);
/** Two sources that threads can share, one of them with two stripes, and one that they cannot share. */
const sources = [
  await sourceOf(0, seedsFrom(1, 3_000), true),
  await sourceOf(1, seedsFrom(5, 800), false),
  await sourceOf(2, seedsFrom(11, 66_000), true),
];

/** Creates fake threads whose work this thread does, at once or late, and reports as done or stopped. */
function createFakeThreads(
  plan: readonly Plan[],
  minRows = 0,
): ScanThreads & { readonly orders: readonly ScanOrder[] } {
  const runOrder = createOrderRunner();
  const orders: ScanOrder[] = [];
  return {
    orders,
    minRows,
    areReady: () => true,
    async carryOut(order) {
      const { isLate, isDone } = plan[orders.length % plan.length] ?? { isLate: false, isDone: true };
      orders.push(order);
      if (isLate) await new Promise((resolve) => setImmediate(resolve));
      runOrder(structuredClone(order));
      return isDone;
    },
    close: async () => undefined,
  };
}

interface Plan {
  readonly isLate: boolean;
  readonly isDone: boolean;
}

const topList = (limit: number) => createTopList(limit, (segment, ordinal) => `${segment}.${ordinal}`.padStart(9, "0"));

async function searchTogether(team: ScanTeam, searched: readonly VectorSource[], seed: number, limit: number) {
  const scan = await startTeamScan(team, searched, { values: rowOf(seed + 0.3), limit, exact: false });
  const top = topList(limit);
  await scan.finish(top);
  return top.toArray();
}

function searchHere(searched: readonly VectorSource[], seed: number, limit: number) {
  const top = topList(limit);
  searchVectors(searched, { values: rowOf(seed + 0.3), limit, exact: false }, top);
  return top.toArray();
}

function allow(source: VectorSource, keepEvery: number | undefined): VectorSource {
  if (keepEvery === undefined) return source;
  const bits = new Uint32Array(Math.ceil(source.part.count / 32));
  for (let ordinal = 0; ordinal < source.part.count; ordinal += keepEvery)
    bits[ordinal >>> 5] = (bits[ordinal >>> 5] ?? 0) | (1 << (ordinal & 31));
  return { ...source, allowed: bits };
}

function createReadyTeam(threads: ScanThreads): ScanTeam {
  const team = createScanTeam(threads);
  team.isWorthIt(0);
  return team;
}

describe("a vector search with several threads", () => {
  const plans = fc.array(fc.record({ isLate: fc.boolean(), isDone: fc.boolean() }), { minLength: 1, maxLength: 5 });

  it("finds the same as one thread, with filters and when threads stop halfway", async () => {
    const question = fc.record({
      seed: fc.integer({ min: 0, max: 1_000 }),
      limit: fc.integer({ min: 1, max: 200 }),
      keepEvery: fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(plans, fc.array(question, { minLength: 1, maxLength: 4 }), async (plan, questions) => {
        const team = createReadyTeam(createFakeThreads(plan));
        for (const { seed, limit, keepEvery } of questions) {
          const searched = sources.map((source) => allow(source, keepEvery));
          expect(await searchTogether(team, searched, seed, limit)).toEqual(searchHere(searched, seed, limit));
        }
      }),
      { numRuns: 25 },
    );
  });

  it("answers concurrent questions one after the other", async () => {
    const team = createReadyTeam(createFakeThreads([{ isLate: true, isDone: true }]));
    const seeds = [3, 500, 77, 8];
    const found = await Promise.all(seeds.map((seed) => searchTogether(team, sources, seed, 20)));
    expect(found).toEqual(seeds.map((seed) => searchHere(sources, seed, 20)));
  });

  it("sends each memory to the threads once, and again after a thread stopped", async () => {
    const whole = Array.from({ length: 5 }, () => ({ isLate: false, isDone: true }));
    const threads = createFakeThreads([...whole, { isLate: true, isDone: false }]);
    const team = createReadyTeam(threads);
    for (const seed of [1, 2, 3, 4]) await searchTogether(team, sources, seed, 5);
    expect(threads.orders.map(({ memories }) => memories.size)).toEqual([2, 0, 0, 0, 0, 0, 2, 0]);
    expect(threads.orders.map(({ tasks }) => tasks.length)).toEqual([3, 3, 3, 3, 3, 3, 3, 3]);
  });

  it("works after a search was abandoned", async () => {
    const team = createReadyTeam(createFakeThreads([{ isLate: true, isDone: true }]));
    const scan = await startTeamScan(team, sources, { values: rowOf(4), limit: 3, exact: false });
    await scan.abandon();
    expect(await searchTogether(team, sources, 9, 3)).toEqual(searchHere(sources, 9, 3));
  });

  it("does not use other threads for few rows, for the first search, or for an exact search", async () => {
    const idle = createFakeThreads([{ isLate: false, isDone: true }], 69_001);
    const team = createScanTeam(idle);
    await searchTogether(team, sources, 1, 5);
    await searchTogether(team, sources, 1, 5);
    expect(idle.orders).toHaveLength(0);
    const threads = createFakeThreads([{ isLate: false, isDone: true }], 69_000);
    const eager = createScanTeam(threads);
    expect(await searchTogether(eager, sources, 1, 5)).toEqual(searchHere(sources, 1, 5));
    expect(threads.orders).toHaveLength(0);
    const scan = await startTeamScan(eager, sources, { values: rowOf(4), limit: 3, exact: true });
    await scan.finish(topList(3));
    expect(threads.orders).toHaveLength(0);
    await searchTogether(eager, sources, 1, 5);
    expect(threads.orders).toHaveLength(2);
  });
});
