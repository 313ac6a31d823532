import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weightStepsOf } from "../segment/scan-space.ts";
import { createSegmentMemory } from "../segment/segment-memory.ts";
import { cutStripes, stripesBytes } from "../segment/stripes.ts";
import { readVectors, type VectorsPart, writeVectors } from "../segment/vectors-part.ts";
import type { Allowed } from "../select/bitset.ts";
import { createTopList } from "../select/top-list.ts";
import { candidateCount, scoredCount } from "./candidate-counts.ts";
import { cosine } from "./cosine.ts";
import { quantizeQuery, quantizeVector } from "./quantize.ts";
import { cutSource, type Scan, type ScanSource, type VectorSource, WEIGHT_STEP_BITS } from "./scan.ts";
import { vectorScan } from "./scan-loops.ts";
import { searchVectors } from "./search-vectors.ts";
import { startPlainScan } from "./start-plain-scan.ts";
import { startSimdScan } from "./start-simd-scan.ts";

/** Builds a part in a segment's memory: after other bytes, with its scan space after it. */
function placedPart(rows: readonly Float32Array[], dimensions: number): VectorsPart {
  const bytes = writeVectors(dimensions, rows.map(quantizeVector));
  const start = 128;
  const end = start + Math.ceil(bytes.length / 64) * 64;
  const shape = { count: rows.length, dimensions };
  const memory = createSegmentMemory(end + stripesBytes(shape));
  const target = new Uint8Array(memory.buffer, start, bytes.length);
  target.set(bytes);
  const part = readVectors(target);
  return { ...part, stripes: cutStripes(part, memory, end) };
}

/** All rows of a part that has one stripe, or none. */
function wholeOf(part: VectorsPart, allowed: Allowed): ScanSource {
  const [one] = cutSource({ segment: 3, part, allowed });
  if (one === undefined) throw new Error("The part has no rows.");
  return one;
}

/** Rows of a few kinds only, so that distances and scores are often equal. */
function rowsOf(seeds: readonly number[], dimensions: number): readonly Float32Array[] {
  return seeds.map((seed) => Float32Array.from({ length: dimensions }, (_, at) => Math.sin(seed * 7 + at * at)));
}

/**
 * Collects everything that a scan finds: the counts of distances, the chunks within the limits, and the best of all
 * chunks.
 */
function outcomes(scan: Scan, part: VectorsPart, limit: number) {
  const bits = part.codeWords * 32;
  const counted = (count: (counts: Uint32Array) => void, length = bits + 1) => {
    const counts = new Uint32Array(length);
    count(counts);
    return [...counts];
  };
  const samples = [1, 3].map((stride) => counted((counts) => scan.sampleDistances(stride, counts)));
  const near = [0, 1, bits / 8, bits / 3, bits].map((bound) => {
    let chunks = 0;
    const noted = counted((counts) => {
      chunks = scan.noteNear(bound, counts);
    });
    const furthest = Math.ceil(bound * 0.9);
    const weights = counted((counts) => scan.countWeights(furthest, counts), weightStepsOf(bits));
    const scored: unknown[] = [];
    scan.scoreNear({ furthest, heaviest: bits / 2 }, (...one) => scored.push(one));
    return { chunks, noted, weights, scored };
  });
  const top = createTopList(limit, () => "");
  scan.offerAll(top);
  return { samples, near, all: top.toArray() };
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

describe("the WebAssembly vector loops", () => {
  it("can run on this machine", () => {
    expect(vectorScan()).toBe("WebAssembly SIMD");
  });

  it("give the same bits as JavaScript, for any vector length, filter and ties", () => {
    fc.assert(
      fc.property(searches, ({ dimensions, seeds, question, limit, density, dice }) => {
        const part = placedPart(rowsOf(seeds, dimensions), dimensions);
        const [asked = new Float32Array(dimensions)] = rowsOf([question], dimensions);
        const source = wholeOf(part, allowedOf(dice, density));
        const query = quantizeQuery(asked);
        const scan = startSimdScan(source, query);
        if (scan === undefined) throw new Error("There are no loops for a part in a segment's memory.");
        expect(outcomes(scan, part, limit)).toEqual(outcomes(startPlainScan(source, query), part, limit));
      }),
    );
  });

  it("give the same results over more rows than one step scores, without traces of the previous query", () => {
    const seeds = Array.from({ length: 5_000 }, (_, at) => (at * 7919) % 4_999);
    const part = placedPart(rowsOf(seeds, 384), 384);
    for (const question of [1, 77, 4_000]) {
      const [asked = new Float32Array(384)] = rowsOf([question], 384);
      const allowed = question === 77 ? new Uint32Array(Math.ceil(seeds.length / 32)).fill(0xfffffffe) : undefined;
      const source = wholeOf(part, allowed);
      const query = quantizeQuery(asked);
      const scan = startSimdScan(source, query);
      expect(scan && outcomes(scan, part, 50)).toEqual(outcomes(startPlainScan(source, query), part, 50));
    }
  });

  it("sum the largest possible values without overflowing 32 bits", () => {
    for (const dimensions of [384, 4_096]) {
      const even = new Float32Array(dimensions).fill(1 / Math.sqrt(dimensions));
      const part = placedPart([even, even.map((value) => -value), new Float32Array(dimensions)], dimensions);
      // Without rotation, every value is as large as possible.
      part.values.fill(127, 0, dimensions).fill(-127, part.valueStride, part.valueStride + dimensions);
      const query = quantizeQuery(even);
      const largest = query.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      query.values.fill(largest);
      const source = wholeOf(part, undefined);
      const scan = startSimdScan(source, query);
      const expected = outcomes(startPlainScan(source, query), part, 3);
      expect(scan && outcomes(scan, part, 3)).toEqual(expected);
      expect(expected.all[0]?.score).toBeCloseTo(127 * largest * dimensions * (part.scales[0] ?? 0) * query.scale, 6);
    }
  });

  it("do not start for a part that is not in a segment's memory", () => {
    const part = readVectors(writeVectors(8, [quantizeVector(new Float32Array(8).fill(1))]));
    expect(startSimdScan(wholeOf(part, undefined), quantizeQuery(new Float32Array(8)))).toBeUndefined();
  });
});

const DIMENSIONS = 64;
const LIMIT = 10;
const rows = Array.from({ length: 20_000 }, (_, row) =>
  Float32Array.from({ length: DIMENSIONS }, (_, at) => Math.sin(row * 12.9898 + at * 78.233) * 43_758.5453).map(
    (value) => value - Math.floor(value) - 0.5,
  ),
);
const asked = Float32Array.from(rows[77] ?? [], (value, at) => value + Math.sin(at) / 3);

const bitOf = (words: ArrayLike<number>, at: number) => ((words[at >>> 5] ?? 0) >>> (at & 31)) & 1;

/** Computes the result by the definition of the search, without a sample, loops or segments. */
function searchByDefinition(sources: readonly VectorSource[]) {
  const query = quantizeQuery(asked);
  const code = new Int32Array(Uint8Array.from(query.code).buffer);
  const all = sources.flatMap(({ part, segment, allowed }) =>
    Array.from({ length: part.count }, (_, ordinal) => ordinal)
      .filter((ordinal) => allowed === undefined || bitOf(allowed, ordinal) === 1)
      .map((ordinal) => {
        const row = part.codes.subarray(ordinal * part.codeWords, (ordinal + 1) * part.codeWords);
        const differing = Array.from(query.weights).filter((_, at) => bitOf(row, at) !== bitOf(code, at));
        const weight = differing.reduce((sum, one) => sum + one, 0) >>> WEIGHT_STEP_BITS;
        return { segment, ordinal, distance: differing.length, weight, score: cosine(part, ordinal, query) };
      }),
  );
  const cut = (values: readonly number[], count: number) =>
    values.toSorted((a, b) => a - b)[Math.min(count, values.length) - 1] ?? 0;
  const furthest = cut(
    all.map(({ distance }) => distance),
    candidateCount(LIMIT, all.length),
  );
  const candidates = all.filter(({ distance }) => distance <= furthest);
  const heaviest = cut(
    candidates.map(({ weight }) => weight),
    scoredCount(LIMIT, all.length),
  );
  const top = topList();
  for (const one of candidates) if (one.weight <= heaviest) top.offer(one.score, one.segment, one.ordinal);
  return top.toArray();
}

const topList = () => createTopList(LIMIT, (segment, ordinal) => `${segment}.${String(ordinal).padStart(6, "0")}`);

function sourcesOf(order: readonly Float32Array[], cuts: readonly number[], allowed?: (ordinal: number) => boolean) {
  return cuts.slice(1).map((end, segment) => {
    const own = order.slice(cuts[segment] ?? 0, end);
    const bits = new Uint32Array(Math.ceil(own.length / 32));
    for (const ordinal of own.keys())
      if (allowed?.(ordinal)) bits[ordinal >>> 5] = (bits[ordinal >>> 5] ?? 0) | (1 << (ordinal & 31));
    return { segment, part: placedPart(own, DIMENSIONS), allowed: allowed && bits };
  });
}

/** Orders the rows so that the nearest ones are in the groups of 32 that the sample skips. */
function hiddenFromTheSample(): readonly Float32Array[] {
  const part = placedPart(rows, DIMENSIONS);
  const query = quantizeQuery(asked);
  const scored = rows.map((row, ordinal) => ({ row, score: cosine(part, ordinal, query) }));
  const nearest = scored.toSorted((a, b) => b.score - a.score).map(({ row }) => row);
  const [near, far] = [nearest.slice(0, rows.length / 2).values(), nearest.slice(rows.length / 2).values()];
  return rows.flatMap((_, at) => {
    const { value: row } = (Math.floor(at / 32) % 2 === 0 ? far : near).next();
    return row === undefined ? [] : [row];
  });
}

describe("a vector search by one-bit codes", () => {
  const end = rows.length;
  const cases: Record<string, readonly VectorSource[]> = {
    "in one segment": sourcesOf(rows, [0, end]),
    "in three segments": sourcesOf(rows, [0, 1_000, 15_001, end]),
    "with a filter that allows most chunks": sourcesOf(rows, [0, end], (ordinal) => ordinal % 7 !== 3),
    "with a filter that allows few chunks": sourcesOf(rows, [0, 9_000, end], (ordinal) => ordinal % 191 === 3),
    "when the sample misses all near chunks": sourcesOf(hiddenFromTheSample(), [0, end]),
  };
  for (const [where, sources] of Object.entries(cases)) {
    it(`returns exactly the chunks of its definition ${where}`, async () => {
      const expected = searchByDefinition(sources);
      const request = { values: asked, limit: LIMIT, exact: false };
      const [loops, plain] = [topList(), topList()];
      searchVectors(sources, request, loops);
      searchVectors(sources.map(withoutStripes), request, plain);
      expect(expected).toHaveLength(LIMIT);
      expect(loops.toArray()).toEqual(expected);
      expect(plain.toArray()).toEqual(expected);
    });
  }
});

function withoutStripes({ part, ...source }: VectorSource): VectorSource {
  const { stripes: _, ...rest } = part;
  return { ...source, part: rest };
}
