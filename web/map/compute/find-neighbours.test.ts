import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findNeighbours } from "./find-neighbours.ts";
import { groupsOfRows } from "./fixtures/groups-of-rows.ts";
import { cosinesBetween } from "./unit-rows.ts";

describe("findNeighbours", () => {
  it("returns the same neighbours as comparing and sorting all rows", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 8 }), fc.nat(99), (size, count, seed) => {
        const { rows } = groupsOfRows([size, size], { dimensions: 7, seed });
        const { neighbours } = findNeighbours(rows, { count });
        for (let row = 0; row < rows.count; row++) {
          const sorted = Array.from({ length: rows.count }, (_, other) => other)
            .filter((other) => other !== row)
            .map((other) => ({ other, cosine: Math.fround(cosinesBetween(rows, rows)(row, other)) }))
            .sort((one, another) => another.cosine - one.cosine || one.other - another.other)
            .slice(0, count);
          const start = row * neighbours.count;
          expect([...neighbours.rows.subarray(start, start + neighbours.count)]).toEqual(
            sorted.map(({ other }) => other),
          );
        }
      }),
      { numRuns: 30 },
    );
  });

  it("returns each pair of rows once", () => {
    const { rows } = groupsOfRows([3, 2]);
    const { pairs } = findNeighbours(rows, { count: 2, isPair: () => true });
    expect(pairs.map(({ one, other }) => `${one} ${other}`)).toEqual([
      "0 1",
      "0 2",
      "0 3",
      "0 4",
      "1 2",
      "1 3",
      "1 4",
      "2 3",
      "2 4",
      "3 4",
    ]);
  });
});
