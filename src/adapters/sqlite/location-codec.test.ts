import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Location, LocationMap } from "../../core/index.ts";
import { decodeLocations, encodeLocations } from "./location-codec.ts";

const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const box = fc.record({ x: number, y: number, width: number, height: number }, { noNullPrototype: true });
const location: fc.Arbitrary<Location> = fc.oneof(
  fc.record({ page: fc.integer({ min: 1 }), boxes: fc.array(box, { maxLength: 4 }) }, { noNullPrototype: true }),
  fc.record({ sheet: fc.string({ unit: "binary" }), cells: fc.string() }, { noNullPrototype: true }),
  fc.record({ slide: fc.integer({ min: 1 }) }, { noNullPrototype: true }),
  fc.record({ anchor: fc.string({ unit: "binary" }) }, { noNullPrototype: true }),
);
const locations: fc.Arbitrary<LocationMap> = fc
  .array(fc.tuple(fc.nat(50), fc.nat(50), location), { maxLength: 40 })
  .map((entries) => {
    let end = 0;
    return entries.map(([gap, length, place]) => {
      const start = end + gap;
      end = start + length;
      return { span: { start, end }, location: place };
    });
  });

describe("the codec of location maps", () => {
  it("decodes every map exactly as it was encoded", () => {
    fc.assert(
      fc.property(locations, (map) => {
        expect(decodeLocations(encodeLocations(map))).toEqual(map);
      }),
    );
  });

  it("rejects columns that are not numbers", () => {
    const columns = JSON.parse(encodeLocations([{ span: { start: 1, end: 2 }, location: { slide: 3 } }]));
    expect(() => decodeLocations(JSON.stringify({ ...columns, lengths: ["1"] }))).toThrow();
    expect(() => decodeLocations("[]")).toThrow();
  });
});
