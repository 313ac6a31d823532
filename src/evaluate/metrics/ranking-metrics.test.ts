import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bootstrapInterval } from "./bootstrap-interval.ts";
import { averagePrecision, type JudgedRanking, ndcg, recall, reciprocalRank } from "./ranking-metrics.ts";

const judged = (ranking: readonly string[], grades: Readonly<Record<string, number>>): JudgedRanking => ({
  ranking,
  grades: new Map(Object.entries(grades)),
});

/** a and d are found at ranks 2 and 4, e is not found; x was judged not relevant, y was not judged. */
const given = judged(["x", "a", "y", "d"], { a: 2, d: 1, e: 1, x: 0 });

describe("metrics by trec_eval's definitions", () => {
  it("computes nDCG@k with the discount log2(rank + 1), relative to the best ranking of all judged documents", () => {
    const gain = 2 / Math.log2(3) + 1 / Math.log2(5);
    const ideal = 2 + 1 / Math.log2(3) + 1 / Math.log2(4);
    expect(ndcg(given, 10)).toBeCloseTo(gain / ideal, 12);
    expect(ndcg(given, 2)).toBeCloseTo(2 / Math.log2(3) / (2 + 1 / Math.log2(3)), 12);
  });

  it("computes recall@k over all relevant documents", () => {
    expect(recall(given, 10)).toBeCloseTo(2 / 3, 12);
    expect(recall(given, 3)).toBeCloseTo(1 / 3, 12);
  });

  it("computes the reciprocal rank of the first relevant document", () => {
    expect(reciprocalRank(given)).toBe(1 / 2);
    expect(reciprocalRank(judged(["x", "y"], { a: 1 }))).toBe(0);
  });

  it("divides average precision by all relevant documents, retrieved or not", () => {
    expect(averagePrecision(given)).toBeCloseTo((1 / 2 + 2 / 4) / 3, 12);
  });

  it("treats a negative grade as not relevant", () => {
    const spam = judged(["s", "a"], { s: -2, a: 1 });
    expect(ndcg(spam, 10)).toBeCloseTo(1 / Math.log2(3), 12);
    expect([recall(spam, 1), reciprocalRank(spam), averagePrecision(spam)]).toEqual([0, 0.5, 0.5]);
  });

  it("gives 1 for a perfect ranking, 0 for an empty one or without relevant documents, and values between otherwise", () => {
    const grades = fc.dictionary(fc.constantFrom(..."abcdefgh"), fc.integer({ min: -1, max: 3 }));
    const ranking = fc.shuffledSubarray([..."abcdefghxyz"]);
    const metrics = [ndcg, recall, reciprocalRank, averagePrecision];
    fc.assert(
      fc.property(ranking, grades, (ids, graded) => {
        const relevant = Object.keys(graded).filter((id) => (graded[id] ?? 0) > 0);
        const perfect = [...relevant].sort((a, b) => (graded[b] ?? 0) - (graded[a] ?? 0));
        for (const metric of metrics) {
          expect(metric(judged(ids, graded), 10)).toBeGreaterThanOrEqual(0);
          expect(metric(judged(ids, graded), 10)).toBeLessThanOrEqual(1 + 1e-12);
          expect(metric(judged([], graded), 10)).toBe(0);
          expect(metric(judged(perfect, graded), 10)).toBeCloseTo(relevant.length > 0 ? 1 : 0, 12);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("bootstrapInterval", () => {
  it("repeats exactly for a seed, and differs for another seed", () => {
    const values = Array.from({ length: 50 }, (_, index) => (index * 7) % 11);
    expect(bootstrapInterval(values, 3)).toEqual(bootstrapInterval(values, 3));
    expect(bootstrapInterval(values, 3).interval).not.toEqual(bootstrapInterval(values, 4).interval);
  });

  it("extends about 1.96 standard errors on either side of the mean", () => {
    const values = Array.from({ length: 400 }, (_, index) => (index % 2 === 0 ? 0 : 1));
    const { value, interval } = bootstrapInterval(values);
    const halfWidth = 1.96 * Math.sqrt(0.25 / 400);
    expect(value).toBe(0.5);
    expect(Math.abs(interval[0] - (0.5 - halfWidth))).toBeLessThan(0.01);
    expect(Math.abs(interval[1] - (0.5 + halfWidth))).toBeLessThan(0.01);
  });

  it("is a point for equal values, and rejects an empty list", () => {
    expect(bootstrapInterval([0.25, 0.25])).toEqual({ value: 0.25, interval: [0.25, 0.25] });
    expect(() => bootstrapInterval([])).toThrow("at least one");
  });
});
