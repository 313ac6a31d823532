import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binomialTail, leastShown, upperBound } from "./binomial.ts";

/** Computes the probability term by term, with Pascal's triangle. */
function plainTail(k: number, trials: number, p: number): number {
  let row = [1];
  for (let n = 1; n <= trials; n++) row = [...row, 0].map((_, i) => (row[i] ?? 0) + (row[i - 1] ?? 0));
  return row.slice(0, k + 1).reduce((sum, ways, i) => sum + ways * p ** i * (1 - p) ** (trials - i), 0);
}

describe("binomialTail", () => {
  it("is the sum of the binomial terms", () => {
    const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), probability, (a, b, p) => {
        const [k, trials] = [Math.min(a, b), Math.max(a, b)];
        expect(binomialTail(k, trials, p)).toBeCloseTo(plainTail(k, trials, p), 9);
      }),
    );
  });

  it("is not 0 if the first term is too small for a double", () => {
    expect(binomialTail(5_000, 100_000, 0.05)).toBeCloseTo(0.5, 1);
  });
});

describe("upperBound", () => {
  it("returns the published bounds of Clopper and Pearson", () => {
    expect(upperBound(0, 10, 0.025)).toBeCloseTo(0.3085, 4);
    expect(upperBound(2, 10, 0.025)).toBeCloseTo(0.5561, 4);
    expect(upperBound(5, 100, 0.05)).toBeCloseTo(0.1023, 4);
  });

  it("is 1 if no answer was shown", () => {
    expect(upperBound(0, 0, 0.1)).toBe(1);
  });
});

describe("leastShown", () => {
  it("is the minimum number of right answers that keeps the upper bound within the rate", () => {
    const rate = fc.double({ min: 0.005, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(rate, fc.constantFrom(0.01, 0.05, 0.1, 0.2), (wanted, error) => {
        const least = leastShown(wanted, error);
        expect(upperBound(0, least, error)).toBeLessThanOrEqual(wanted + 1e-9);
        if (least > 1) expect(upperBound(0, least - 1, error)).toBeGreaterThan(wanted - 1e-9);
      }),
    );
  });

  it("is 45 answers for a rate of 5 % with 90 % certainty", () => {
    expect(leastShown(0.05, 0.1)).toBe(45);
  });
});
