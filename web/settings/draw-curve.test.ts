import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawCurve, frame, sayShare } from "./draw-curve.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const point = fc.record({ coverage: share, wrongRate: share, upperBound: share }).map((rates) => ({
  ...rates,
  threshold: 0.5,
  shown: 1,
  wrong: 0,
}));

describe("the risk curve of a calibration", () => {
  it("draws the curve within its frame, from left to right", () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1 }), share, (curve, maxWrongRate) => {
        const { wrong, bound } = drawCurve(curve, maxWrongRate);
        for (const line of [wrong, bound]) {
          const places = line.split(" ").map((one) => one.split(",").map(Number));
          expect(places).toHaveLength(curve.length);
          let before = 0;
          for (const [x = Number.NaN, y = Number.NaN] of places) {
            expect(x).toBeGreaterThanOrEqual(before);
            expect(x).toBeLessThanOrEqual(frame.width - frame.right + 0.1);
            expect(y).toBeGreaterThanOrEqual(frame.top - 0.1);
            expect(y).toBeLessThanOrEqual(frame.height - frame.bottom + 0.1);
            before = x;
          }
        }
      }),
    );
  });

  it("writes a share as a percentage with a narrow space", () => {
    expect([0.05, 0.005, 1].map(sayShare)).toEqual(["5\u202f%", "0.5\u202f%", "100\u202f%"]);
  });
});
