import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScoredChunk } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import { fuseScores } from "./fuse-scores.ts";
import type { WeightedList } from "./join-shares.ts";

interface Bounds {
  readonly maxScore?: number;
  readonly absentScore?: number;
}

function list(
  label: string,
  scores: Readonly<Record<string, number>>,
  { maxScore = 1, absentScore }: Bounds = {},
): WeightedList {
  const chunks = Object.entries(scores)
    .map(([chunkId, score]) => ({ chunkId, documentId: `of ${chunkId}`, score }))
    .sort((a, b) => b.score - a.score);
  return defined({ label, weight: 0.5, chunks, maxScore, absentScore });
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
    { label: "words", weight: 1 - weight, chunks: words, maxScore: 31, absentScore: 0 },
    { label: "vectors", weight, chunks: vectors, maxScore: 30 },
  ]);

describe("fuseScores", () => {
  it("puts a chunk found by both lists above one found first by a single list", () => {
    const both = [list("words", { a: 9, b: 8, x: 1 }, { maxScore: 20 }), list("vectors", { c: 0.9, b: 0.85, y: 0.5 })];
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

  it("orders by the product of the missing shares in each list", () => {
    fc.assert(
      fc.property(lists, (both) => {
        const reference = new Map(missingProducts(both));
        const fused = fuseScores(both, 30);
        for (const [index, { chunkId }] of fused.entries()) {
          const next = reference.get(fused[index + 1]?.chunkId ?? "") ?? Number.POSITIVE_INFINITY;
          expect(reference.get(chunkId) ?? 1).toBeLessThanOrEqual(next + 1e-9);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("gives the same shares if a model's cosines crowd near 1, as vectors with a common part do", () => {
    const cosines = { a: 0.8, b: 0.3, c: 0.1, d: -0.2 };
    const common = 0.6;
    const crowded = Object.fromEntries(
      Object.entries(cosines).map(([id, value]) => [id, common + (1 - common) * value]),
    );
    const words = list("words", { c: 9, d: 4, b: 2 }, { maxScore: 20, absentScore: 0 });
    const [plain, other] = [cosines, crowded].map((vectors) => fuseScores([words, list("vectors", vectors)], 10));
    expect(idsOf(other ?? [])).toEqual(idsOf(plain ?? []));
    for (const [rank, { score }] of (other ?? []).entries()) expect(score).toBeCloseTo(plain?.[rank]?.score ?? 0, 9);
  });

  it("follows the vectors if the passages found by words have little of the question", () => {
    const noise = Object.fromEntries(Array.from({ length: 30 }, (_, rank) => [`far ${rank}`, 0.5 - rank / 1000]));
    const vectors = list("vectors", { right: 0.75, second: 0.74, third: 0.7, ...noise });
    const words = { third: 5, "far 1": 4, "far 2": 1.2, "far 3": 1.1 };
    const fuseOf = (maxScore: number) => fuseScores([list("words", words, { maxScore, absentScore: 0 }), vectors], 40);
    expect(idsOf(fuseOf(50)).slice(0, 3)).toEqual(["right", "second", "third"]);
    expect(idsOf(fuseOf(8))[0]).toBe("third");
  });

  it("keeps shares finite where nothing is missing, and gives none where no score is possible", () => {
    const fused = fuseScores([list("words", { b: 0 }, { maxScore: 0 }), list("vectors", { a: 1.002, b: 0.4 })], 10);
    expect(idsOf(fused)).toEqual(["a", "b"]);
    expect(fused.map(({ score }) => Number.isFinite(score))).toEqual([true, true]);
    expect(fused[1]?.parts[0]).toEqual({ label: "words", value: 0 });
  });

  it("ranks two chunks with a rare identifier above many vaguely similar ones", () => {
    const words = list("words", { exact: 11, "also exact": 10.9 }, { maxScore: 20, absentScore: 0 });
    const near = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`near ${index}`, 0.8 - index / 500]));
    const fused = fuseScores([words, list("vectors", near)], 50);
    expect(idsOf(fused).slice(0, 2)).toEqual(["exact", "also exact"]);
  });

  it("gives no share to a list whose scores are all the same", () => {
    const fused = fuseScores([list("words", { a: 5, b: 5 }, { maxScore: 8 }), list("vectors", { b: 0.9, a: 0.1 })], 2);
    expect(idsOf(fused)).toEqual(["b", "a"]);
    expect(fused[0]?.parts[0]).toEqual({ label: "words", value: 0 });
  });

  it("treats scores that differ only by rounding as equal", () => {
    const words = list("words", { a: 5.1, b: 5.1 + 1e-15, c: 5.1 }, { maxScore: 12, absentScore: 0 });
    const fused = fuseScores([words, list("vectors", { c: 0.9, a: 0.5, b: 0.1 })], 10);
    expect(idsOf(fused)).toEqual(["c", "a", "b"]);
  });
});

/** The textbook form: the missing part of each list, to the power of its weight, multiplied. */
function missingProducts(both: readonly WeightedList[]): readonly [string, number][] {
  const ids = [...new Set(both.flatMap(({ chunks }) => idsOf(chunks)))];
  const missingIn = ({ chunks, maxScore, weight, absentScore }: WeightedList, id: string) => {
    const floor = absentScore ?? chunks.at(-1)?.score ?? 0;
    const score = chunks.find(({ chunkId }) => chunkId === id)?.score ?? floor;
    return Math.max(0.01, 1 - score / maxScore) ** weight;
  };
  return ids.map((id) => [id, both.reduce((product, one) => product * missingIn(one, id), 1)]);
}
