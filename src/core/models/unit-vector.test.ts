import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitVector } from "./unit-vector.ts";

describe("unitVector", () => {
  it("has length 1 and the direction of the given vector", () => {
    const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(numbers, (values) => {
        fc.pre(values.some((value) => Math.abs(value) > 1e-3));
        const unit = unitVector(values);
        const length = Math.hypot(...values);
        expect(Math.hypot(...unit)).toBeCloseTo(1, 5);
        for (const [index, value] of values.entries()) expect(unit[index]).toBeCloseTo(value / length, 5);
      }),
      { numRuns: 100 },
    );
  });

  it.each([[[0, 0, 0]], [[]], [[1, Number.NaN]], [[1, Number.POSITIVE_INFINITY]]])("refuses %j", (values) => {
    expect(() => unitVector(values)).toThrow(expect.objectContaining({ code: "embedding-failed" }));
  });
});
