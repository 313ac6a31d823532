import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defined } from "../../../core/index.ts";
import { blend, type ReadChunk } from "./blend.ts";

const chunk = (chunkId: string, score: number, relevance?: number): ReadChunk =>
  defined({ chunkId, documentId: "d", score, relevance });
const ids = (chunks: readonly { readonly chunkId: string }[]) => chunks.map(({ chunkId }) => chunkId);

describe("blend", () => {
  it("ranks a chunk that is good by both scores above one that is good by a single score", () => {
    const blended = blend([chunk("words", 3, -8), chunk("both", 2.5, 4), chunk("reranker", 0, 4)], "fusion", 0.5);
    expect(ids(blended)).toEqual(["both", "words", "reranker"]);
  });

  it("keeps the order with weight 0, and follows the relevance alone with weight 1", () => {
    const chunks = [chunk("a", 3, -8), chunk("b", 2, 1), chunk("c", 1, 4)];
    expect(ids(blend(chunks, "fusion", 0))).toEqual(["a", "b", "c"]);
    expect(ids(blend(chunks, "fusion", 1))).toEqual(["c", "b", "a"]);
  });

  it("keeps the place of a chunk that the reranker does not read, with one part for its score", () => {
    const blended = blend([chunk("a", 3), chunk("b", 1, 2), chunk("c", 0, 1)], "fusion", 0.5);
    expect(ids(blended)[0]).toBe("a");
    expect(blended[0]?.parts.map(({ label }) => label)).toEqual(["fusion"]);
  });

  const number = fc.double({ min: -50, max: 50, noNaN: true });
  const chunks = fc
    .array(
      fc.record({
        score: fc.double({ min: 0, max: 50, noNaN: true }),
        relevance: fc.option(number, { nil: undefined }),
      }),
    )
    .map((found) => found.sort((a, b) => b.score - a.score))
    .map((found) => found.map(({ score, relevance }, index) => chunk(`c${index}`, score, relevance)));

  it("returns every chunk once, best first, with parts that are never negative and sum to the score", () => {
    fc.assert(
      fc.property(chunks, fc.double({ min: 0, max: 1, noNaN: true }), (found, weight) => {
        const blended = blend(found, "words", weight);
        expect(ids(blended).sort()).toEqual(ids(found).sort());
        for (const [rank, { score, parts }] of blended.entries()) {
          expect(score).toBeLessThanOrEqual(blended[rank - 1]?.score ?? score);
          expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 9);
          expect(Math.min(...parts.map(({ value }) => value))).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it("does not depend on the units of score and relevance", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: -9, max: 9 }))), (pairs) => {
        const sorted = [...pairs].sort(([a], [b]) => b - a);
        const inUnits = (unit: number, shift: number) =>
          blend(
            sorted.map(([score, relevance], index) => chunk(`c${index}`, score * unit, relevance * unit + shift)),
            "fusion",
            0.5,
          );
        expect(ids(inUnits(8, 256))).toEqual(ids(inUnits(1, 0)));
      }),
    );
  });
});
