import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxesOn, placePins } from "./place-pins.ts";

const box = (y: number) => ({ x: 10, y, width: 5, height: 2 });

describe("the placement of pins on a page", () => {
  it("puts each pin beside the first line of its place, and stacks pins of the same line", () => {
    const places = [
      { number: 2, boxes: [box(50), box(40)] },
      { number: 1, boxes: [box(40)] },
      { number: 3, boxes: [] },
    ];
    expect(placePins(places, 2)).toEqual([
      { number: 1, top: 80 },
      { number: 2, top: 102 },
    ]);
  });

  it("never lets pins overlap, and never puts a pin above its line", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000)), fc.integer({ min: 1, max: 4 }), (tops, scale) => {
        const pins = placePins(
          tops.map((y, at) => ({ number: at + 1, boxes: [box(y)] })),
          scale,
        );
        expect(pins).toHaveLength(tops.length);
        for (const [at, { number, top }] of pins.entries()) {
          expect(top).toBeGreaterThanOrEqual((tops[number - 1] ?? 0) * scale);
          expect(top - (pins[at - 1]?.top ?? -1_000)).toBeGreaterThanOrEqual(22);
        }
      }),
    );
  });

  it("returns only the places on the given page of the given document", () => {
    const quote = { quote: "", span: { start: 0, end: 1 } };
    const places = [
      { ...quote, number: 1, documentId: "a", location: { page: 2, boxes: [box(1)] } },
      { ...quote, number: 2, documentId: "a", location: { page: 3, boxes: [box(1)] } },
      { ...quote, number: 3, documentId: "b", location: { page: 2, boxes: [box(1)] } },
      { ...quote, number: 4, documentId: "a" },
    ];
    expect(boxesOn(places, "a", 2).map(({ number }) => number)).toEqual([1]);
  });
});
