import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScoredChunk } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import { fuseScores } from "./fuse-scores.ts";
import type { WeightedList } from "./join-shares.ts";

function list(label: string, scores: Readonly<Record<string, number>>, absentScore?: number): WeightedList {
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
  .map(([words, vectors, weight]): readonly WeightedList[] => [
    { label: "words", weight: 1 - weight, chunks: words, absentScore: 0 },
    { label: "vectors", weight, chunks: vectors },
  ]);

describe("fuseScores", () => {
  it("puts a chunk found by both lists above one found first by a single list", () => {
    const both = [list("words", { a: 9, b: 8, x: 1 }), list("vectors", { c: 0.9, b: 0.85, y: 0.5 })];
    expect(fuseScores(both, 3)[0]?.chunkId).toBe("b");
  });

  it("returns every chunk of every list exactly once, with parts that sum to its score", () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 30 }), (both, depth) => {
        const fused = fuseScores(both, depth);
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

  it("orders by score, in the same order whichever list comes first", () => {
    fc.assert(
      fc.property(lists, (both) => {
        const fused = fuseScores(both, 20);
        for (const [index, { score }] of fused.entries()) {
          expect(score).toBeGreaterThanOrEqual(fused[index + 1]?.score ?? 0);
        }
        expect(idsOf(fuseScores([...both].reverse(), 20))).toEqual(idsOf(fused));
      }),
      { numRuns: 150 },
    );
  });

  it("does not change the order of the chunks with a share if the lists continue below the depth", () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 10 }), (both, depth) => {
        const cut = both.map((one) => ({ ...one, chunks: one.chunks.slice(0, depth) }));
        const ids = (from: readonly WeightedList[]) => idsOf(fuseScores(from, depth).filter(({ score }) => score > 0));
        expect(ids(both)).toEqual(ids(cut));
      }),
      { numRuns: 150 },
    );
  });

  it("gives the same order as standard scores over all candidates", () => {
    fc.assert(
      fc.property(lists, (both) => {
        const depth = 30;
        const reference = new Map(standardScores(both, depth));
        const fused = fuseScores(both, depth);
        for (const [index, { chunkId }] of fused.entries()) {
          const next = reference.get(fused[index + 1]?.chunkId ?? "") ?? Number.NEGATIVE_INFINITY;
          expect(reference.get(chunkId) ?? 0).toBeGreaterThanOrEqual(next - 1e-6);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("ranks two chunks with a rare identifier above many vaguely similar ones", () => {
    const words = list("words", { exact: 11, "also exact": 10.9 }, 0);
    const near = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`near ${index}`, 0.8 - index / 500]));
    const fused = fuseScores([words, list("vectors", near)], 50);
    expect(idsOf(fused).slice(0, 2)).toEqual(["exact", "also exact"]);
  });

  it("gives no share to a list whose scores are all the same", () => {
    const fused = fuseScores([list("words", { a: 5, b: 5 }), list("vectors", { b: 0.9, a: 0.1 })], 2);
    expect(idsOf(fused)).toEqual(["b", "a"]);
    expect(fused[0]?.parts[0]).toEqual({ label: "words", value: 0 });
  });

  it("treats scores that differ only by rounding as equal", () => {
    const words = list("words", { a: 5.1, b: 5.1 + 1e-15, c: 5.1 }, 0);
    const fused = fuseScores([words, list("vectors", { c: 0.9, a: 0.5, b: 0.1 })], 10);
    expect(idsOf(fused)).toEqual(["c", "a", "b"]);
  });
});

/** The textbook form: every candidate's score in every list, less the mean, over the standard deviation. */
function standardScores(both: readonly WeightedList[], depth: number): readonly [string, number][] {
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
