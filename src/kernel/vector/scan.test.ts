import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createScanSpace,
  createSegmentMemory,
  readVectors,
  scanSpaceBytes,
  type VectorsPart,
  writeVectors,
} from "../segment/index.ts";
import { type Allowed, createTopList } from "../select/index.ts";
import { quantizeQuery, quantizeVector } from "./quantize.ts";
import type { Scan } from "./scan.ts";
import { vectorScan } from "./scan-loops.ts";
import { startPlainScan } from "./start-plain-scan.ts";
import { startSimdScan } from "./start-simd-scan.ts";

/** A part as it lies in a segment's memory: behind other bytes, its scan space behind it. */
function placedPart(rows: readonly Float32Array[], dimensions: number): VectorsPart {
  const bytes = writeVectors(dimensions, rows.map(quantizeVector));
  const start = 128;
  const end = start + Math.ceil(bytes.length / 64) * 64;
  const shape = { count: rows.length, dimensions };
  const memory = createSegmentMemory(end + scanSpaceBytes(shape));
  const target = new Uint8Array(memory.buffer, start, bytes.length);
  target.set(bytes);
  return { ...readVectors(target), space: createScanSpace(memory, end, shape) };
}

/** Rows of a few kinds only, so that distances and scores are often equal. */
function rowsOf(seeds: readonly number[], dimensions: number): readonly Float32Array[] {
  return seeds.map((seed) => Float32Array.from({ length: dimensions }, (_, at) => Math.sin(seed * 7 + at * at)));
}

/** Everything that a scan finds: the counts of its distances, what is near, and what is there at all. */
function outcomes(scan: Scan, part: VectorsPart, limit: number) {
  const counts = new Uint32Array(part.codeWords * 32 + 1);
  const found = (offer: (top: ReturnType<typeof createTopList>) => void) => {
    const top = createTopList(limit, () => "");
    offer(top);
    return top.toArray();
  };
  scan.countDistances(counts);
  const near = [0, 1, part.codeWords * 8, part.codeWords * 32].map((furthest) =>
    found((top) => scan.offerNear(furthest, top)),
  );
  return { counts: [...counts], near, all: found((top) => scan.offerAll(top)) };
}

const searches = fc
  .record({
    dimensions: fc.constantFrom(1, 7, 16, 100, 128, 129, 384, 385, 1024),
    seeds: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 150 }),
    question: fc.integer({ min: 0, max: 45 }),
    limit: fc.integer({ min: 1, max: 20 }),
    density: fc.constantFrom(undefined, 0, 0.03, 0.5, 0.97, 1),
  })
  .chain((search) =>
    fc
      .array(fc.double({ min: 0, max: 1, noNaN: true }), {
        minLength: search.seeds.length,
        maxLength: search.seeds.length,
      })
      .map((dice) => ({ ...search, dice })),
  );

function allowedOf(dice: readonly number[], density: number | undefined): Allowed {
  if (density === undefined) return undefined;
  const bits = new Uint32Array(Math.ceil(dice.length / 32));
  for (const [ordinal, die] of dice.entries()) {
    if (die < density || density === 1) bits[ordinal >>> 5] = (bits[ordinal >>> 5] ?? 0) | (1 << (ordinal & 31));
  }
  return bits;
}

describe("the WebAssembly loops", () => {
  it("run here", () => {
    expect(vectorScan()).toBe("WebAssembly SIMD");
  });

  it("find what JavaScript finds, bit for bit, whatever the width, the filter and the ties", () => {
    fc.assert(
      fc.property(searches, ({ dimensions, seeds, question, limit, density, dice }) => {
        const part = placedPart(rowsOf(seeds, dimensions), dimensions);
        const [asked = new Float32Array(dimensions)] = rowsOf([question], dimensions);
        const source = { segment: 3, part, allowed: allowedOf(dice, density) };
        const query = quantizeQuery(asked);
        const scan = startSimdScan(source, query);
        if (scan === undefined) throw new Error("There are no loops for a part in a segment's memory.");
        expect(outcomes(scan, part, limit)).toEqual(outcomes(startPlainScan(source, query), part, limit));
      }),
    );
  });

  it("find the same over more rows than one step takes, and nothing of the query before", () => {
    const seeds = Array.from({ length: 5_000 }, (_, at) => (at * 7919) % 4_999);
    const part = placedPart(rowsOf(seeds, 384), 384);
    for (const question of [1, 77, 4_000]) {
      const [asked = new Float32Array(384)] = rowsOf([question], 384);
      const allowed = question === 77 ? new Uint32Array(Math.ceil(seeds.length / 32)).fill(0xfffffffe) : undefined;
      const source = { segment: 0, part, allowed };
      const query = quantizeQuery(asked);
      const scan = startSimdScan(source, query);
      expect(scan && outcomes(scan, part, 50)).toEqual(outcomes(startPlainScan(source, query), part, 50));
    }
  });

  it("add up the largest values without passing 32 bits", () => {
    for (const dimensions of [384, 4_096]) {
      const even = new Float32Array(dimensions).fill(1 / Math.sqrt(dimensions));
      const part = placedPart([even, even.map((value) => -value), new Float32Array(dimensions)], dimensions);
      // Not turned, so that every value is as large as it can be.
      part.values.fill(127, 0, dimensions).fill(-127, part.valueStride, part.valueStride + dimensions);
      const query = quantizeQuery(even);
      const largest = query.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      query.values.fill(largest);
      const source = { segment: 0, part, allowed: undefined };
      const scan = startSimdScan(source, query);
      const expected = outcomes(startPlainScan(source, query), part, 3);
      expect(scan && outcomes(scan, part, 3)).toEqual(expected);
      expect(expected.all[0]?.score).toBeCloseTo(127 * largest * dimensions * (part.scales[0] ?? 0) * query.scale, 6);
    }
  });

  it("are not started where a part does not lie in a segment's memory", () => {
    const part = readVectors(writeVectors(8, [quantizeVector(new Float32Array(8).fill(1))]));
    expect(startSimdScan({ segment: 0, part, allowed: undefined }, quantizeQuery(new Float32Array(8)))).toBeUndefined();
  });
});
