import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { permutationTest } from "./permutation-test.ts";

/** Computes p from all assignments of signs. */
function exactP(differences: readonly number[]): number {
  const observed = Math.abs(differences.reduce((sum, value) => sum + value, 0));
  const all = 2 ** differences.length;
  let asFar = 0;
  for (let signs = 0; signs < all; signs++) {
    const sum = differences.reduce((total, value, index) => total + ((signs >> index) & 1 ? value : -value), 0);
    if (Math.abs(sum) >= observed - 1e-9) asFar++;
  }
  return asFar / all;
}

describe("permutationTest", () => {
  it("approximates the p of all assignments by 10,000 random ones", () => {
    const differences = fc.array(fc.integer({ min: -3, max: 5 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(differences, fc.nat(), (values, seed) => {
        const p = exactP(values);
        const standardError = Math.sqrt((p * (1 - p)) / 10_000);
        expect(Math.abs(permutationTest(values, seed) - p)).toBeLessThanOrEqual(5 * standardError + 2e-4);
      }),
      { numRuns: 60 },
    );
  });

  it("handles more queries than a random number has bits", () => {
    // The observed sum is 3, and 40 signs have a standard deviation of √40: P(|sum| ≥ 3 of
    // an odd count) by the binomial.
    const values = Array.from({ length: 41 }, (_, index) => (index < 22 ? 1 : -1));
    expect(permutationTest(values)).toBeGreaterThan(0.72);
    expect(permutationTest(values)).toBeLessThan(0.79);
    expect(permutationTest(Array.from({ length: 41 }, () => 1))).toBe(1 / 10_001);
  });

  it("repeats exactly, is never 0, is 1 without differences, and rejects an empty list", () => {
    const values = Array.from({ length: 40 }, (_, index) => (index % 3) - 0.9);
    expect(permutationTest(values, 3)).toBe(permutationTest(values, 3));
    expect(permutationTest(values, 3)).not.toBe(permutationTest(values, 4));
    expect(permutationTest([0, 0, 0])).toBe(1);
    expect(() => permutationTest([])).toThrow("at least one");
  });
});
