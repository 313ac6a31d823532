import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Camera, pan, toPlace, toScreen, WHOLE, zoomAt } from "./camera.ts";

const size = { width: 800, height: 500, halfWidth: 1, halfHeight: 0.6 };
const number = (max: number) => fc.double({ min: -max, max, noNaN: true });
const place = fc.record({ x: number(1), y: number(0.6) });
const camera: fc.Arbitrary<Camera> = fc.record({
  x: number(1),
  y: number(1),
  zoom: fc.double({ min: 1.01, max: 40, noNaN: true }),
});
const point = fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 500 }) });

describe("the camera of the map", () => {
  it("shows the whole map within the screen at the start", () => {
    fc.assert(
      fc.property(place, (one) => {
        const { x, y } = toScreen(one, WHOLE, size);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(800);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(500);
      }),
    );
  });

  it("converts a place to a point of the screen and back", () => {
    fc.assert(
      fc.property(place, camera, (one, seen) => {
        const back = toPlace(toScreen(one, seen, size), seen, size);
        expect(back.x).toBeCloseTo(one.x, 8);
        expect(back.y).toBeCloseTo(one.y, 8);
      }),
    );
  });

  it("keeps the place under the pointer fixed while it zooms, unless it reaches the edge of the map", () => {
    fc.assert(
      fc.property(camera, point, fc.double({ min: 1, max: 3, noNaN: true }), (seen, at, factor) => {
        const zoomed = zoomAt(seen, { factor, point: at }, size);
        fc.pre(Math.abs(zoomed.x) < 1 && Math.abs(zoomed.y) < 1);
        const [before, after] = [toPlace(at, seen, size), toPlace(at, zoomed, size)];
        expect(after.x).toBeCloseTo(before.x, 8);
        expect(after.y).toBeCloseTo(before.y, 8);
      }),
    );
  });

  it("shows the whole map again when zoomed out, and never moves beyond its edge", () => {
    fc.assert(
      fc.property(camera, point, fc.record({ x: number(9_999), y: number(9_999) }), (seen, at, by) => {
        const moved = pan(seen, by, size);
        expect(Math.max(Math.abs(moved.x), Math.abs(moved.y))).toBeLessThanOrEqual(1);
        expect(zoomAt(moved, { factor: 1e-3, point: at }, size)).toEqual(WHOLE);
      }),
    );
  });
});
