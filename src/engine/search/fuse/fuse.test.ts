import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScoredChunk } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import { fuse } from "./fuse.ts";
import { fuseRanks } from "./fuse-ranks.ts";
import { fuseScores } from "./fuse-scores.ts";
import type { RankedList } from "./fusion.ts";

const methods = ["standard-scores", "min-max", "reciprocal-ranks"] as const;

function list(label: string, scores: Readonly<Record<string, number>>, absentScore?: number): RankedList {
  const chunks = Object.entries(scores)
    .map(([chunkId, score]) => ({ chunkId, documentId: `of ${chunkId}`, score }))
    .sort((a, b) => b.score - a.score);
  return defined({ label, weight: 0.5, chunks, absentScore });
}

const idsOf = (chunks: readonly ScoredChunk[]) => chunks.map(({ chunkId }) => chunkId);

const rankedChunks = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 25 }).chain((ids) =>
  fc
    .array(
      fc.integer({ min: 0, max: 3_000 }).map((hundredths) => hundredths / 100),
      { minLength: ids.length, maxLength: ids.length },
    )
    .map((scores) => scores.sort((a, b) => b - a))
    .map((scores) => ids.map((id, rank) => ({ chunkId: `c${id}`, documentId: "d", score: scores[rank] ?? 0 }))),
);
const lists = fc
  .tuple(rankedChunks, rankedChunks, fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([words, vectors, weight]): readonly RankedList[] => [
    { label: "words", weight: 1 - weight, chunks: words, absentScore: 0 },
    { label: "vectors", weight, chunks: vectors },
  ]);

describe("fuse", () => {
  it("puts a chunk found by both lists above one found first by a single list", () => {
    const both = [list("words", { a: 9, b: 8, x: 1 }), list("vectors", { c: 0.9, b: 0.85, y: 0.5 })];
    for (const method of methods) expect(fuse(both, 3, method)[0]?.chunkId).toBe("b");
  });

  it("holds every chunk of every list exactly once, with parts that sum to its score", () => {
    fc.assert(
      fc.property(lists, fc.constantFrom(...methods), fc.integer({ min: 1, max: 30 }), (both, method, depth) => {
        const fused = fuse(both, depth, method);
        const expected = new Set(both.flatMap(({ chunks }) => idsOf(chunks)));
        expect(idsOf(fused)).toHaveLength(expected.size);
        expect(new Set(idsOf(fused))).toEqual(expected);
        for (const { score, parts } of fused) {
          expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 9);
          expect(score).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("orders by score, and repeats exactly whichever list comes first", () => {
    fc.assert(
      fc.property(lists, fc.constantFrom(...methods), (both, method) => {
        const fused = fuse(both, 20, method);
        for (const [index, { score }] of fused.entries()) {
          expect(score).toBeGreaterThanOrEqual(fused[index + 1]?.score ?? 0);
        }
        expect(idsOf(fuse([...both].reverse(), 20, method))).toEqual(idsOf(fused));
      }),
      { numRuns: 150 },
    );
  });

  it("keeps the order of what has a share when the lists go on below the depth", () => {
    fc.assert(
      fc.property(lists, fc.constantFrom(...methods), fc.integer({ min: 1, max: 10 }), (both, method, depth) => {
        const cut = both.map((one) => ({ ...one, chunks: one.chunks.slice(0, depth) }));
        const ids = (from: readonly RankedList[]) => idsOf(fuse(from, depth, method).filter(({ score }) => score > 0));
        expect(ids(both)).toEqual(ids(cut));
      }),
      { numRuns: 150 },
    );
  });
});

describe("fuseScores", () => {
  it("orders as standard scores over all candidates do", () => {
    fc.assert(
      fc.property(lists, (both) => {
        const depth = 30;
        const reference = new Map(standardScores(both, depth));
        const fused = fuseScores(both, depth, "deviation");
        for (const [index, { chunkId }] of fused.entries()) {
          const next = reference.get(fused[index + 1]?.chunkId ?? "") ?? Number.NEGATIVE_INFINITY;
          expect(reference.get(chunkId) ?? 0).toBeGreaterThanOrEqual(next - 1e-6);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("gives an identifier that only two chunks hold more weight than a vague likeness of many", () => {
    const words = list("words", { exact: 11, "also exact": 10.9 }, 0);
    const near = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`near ${index}`, 0.8 - index / 500]));
    const fused = fuseScores([words, list("vectors", near)], 50, "deviation");
    expect(idsOf(fused).slice(0, 2)).toEqual(["exact", "also exact"]);
  });

  it("counts from the floor to the best score as 1 in min-max", () => {
    const fused = fuseScores([list("words", { a: 10, b: 6, c: 2 }), list("vectors", {})], 3, "range");
    expect(fused.map(({ chunkId, score }) => [chunkId, score])).toEqual([
      ["a", 0.5],
      ["b", 0.25],
      ["c", 0],
    ]);
  });

  it("gives no share to a list whose scores are all the same", () => {
    const fused = fuseScores([list("words", { a: 5, b: 5 }), list("vectors", { b: 0.9, a: 0.1 })], 2, "deviation");
    expect(idsOf(fused)).toEqual(["b", "a"]);
    expect(fused[0]?.parts[0]).toEqual({ label: "words", value: 0 });
  });

  it("takes scores that differ by rounding only for the same", () => {
    const words = list("words", { a: 5.1, b: 5.1 + 1e-15, c: 5.1 }, 0);
    const fused = fuseScores([words, list("vectors", { c: 0.9, a: 0.5, b: 0.1 })], 10, "deviation");
    expect(idsOf(fused)).toEqual(["c", "a", "b"]);
  });

  it("refuses a depth below 1", () => {
    expect(() => fuseScores([], 0, "range")).toThrow("depth");
  });
});

describe("fuseRanks", () => {
  it("sums weight / (k + rank)", () => {
    const fused = fuseRanks([list("words", { a: 3, b: 2 }), list("vectors", { b: 0.9, c: 0.8 })], 10, 60);
    expect(fused.map(({ chunkId }) => chunkId)).toEqual(["b", "a", "c"]);
    expect(fused[0]?.score).toBeCloseTo(0.5 / 62 + 0.5 / 61, 12);
  });

  it("refuses a negative damping and a depth below 1", () => {
    expect(() => fuseRanks([], 10, -1)).toThrow("damping");
    expect(() => fuseRanks([], 0)).toThrow("depth");
  });
});

/** The textbook form: every candidate's score in every list, less the mean, over the standard deviation. */
function standardScores(both: readonly RankedList[], depth: number): readonly [string, number][] {
  const candidates = [...new Set(both.flatMap(({ chunks }) => idsOf(chunks.slice(0, depth))))];
  const columns = both.map(({ chunks, weight, absentScore }) => {
    const lowest = chunks.at(-1)?.score ?? 0;
    const floor = absentScore ?? lowest;
    const scores = candidates.map((id) => chunks.find(({ chunkId }) => chunkId === id)?.score ?? floor);
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
    return scores.map((score) => (variance > 1e-18 ? (weight * (score - mean)) / Math.sqrt(variance) : 0));
  });
  return candidates.map((id, row) => [id, columns.reduce((sum, column) => sum + (column[row] ?? 0), 0)]);
}
