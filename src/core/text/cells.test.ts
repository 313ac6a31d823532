import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnName, uniteCells } from "./cells.ts";

describe("uniteCells", () => {
  it.each([
    ["A1", "C1", "A1:C1"],
    ["B7", "C7:D9", "B7:D9"],
    ["AA10:AB12", "Z11", "Z10:AB12"],
    ["C3", "C3", "C3"],
    ["no address", "C3", "no address"],
  ])("unites %s and %s as %s", (one, other, both) => {
    expect(uniteCells(one, other)).toBe(both);
  });

  it("unites three ranges to the same range in any order", () => {
    const cell = fc
      .tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 2_000_000 }))
      .map(([column, row]) => `${columnName(column)}${row}`);
    fc.assert(
      fc.property(cell, cell, cell, (a, b, c) => {
        expect(uniteCells(uniteCells(a, b), c)).toBe(uniteCells(a, uniteCells(c, b)));
      }),
    );
  });
});

describe("columnName", () => {
  it.each([
    [0, "A"],
    [25, "Z"],
    [26, "AA"],
    [701, "ZZ"],
    [702, "AAA"],
    [16_383, "XFD"],
  ])("names column %i %s", (column, name) => {
    expect(columnName(column)).toBe(name);
  });
});
