import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readQuantities } from "./read-quantities.ts";

const read = (...cells: readonly string[]) =>
  readQuantities(cells)?.quantities.map((one) => (one === undefined ? undefined : [one.value, one.unit]));

describe("readQuantities", () => {
  it("reads amounts, percentages and units, before and after the number", () => {
    expect(read("€ 154.81", "€12", "12.50 €", "5 %", "12 kg", "CHF 7", "3 pcs")).toEqual([
      [154.81, "€"],
      [12, "€"],
      [12.5, "€"],
      [5, "%"],
      [12, "kg"],
      [7, "CHF"],
      [3, "pcs"],
    ]);
  });

  it("reads signs and the brackets of accounts", () => {
    expect(read("-5", "−5.5", "(12.50)", "-€3", "€-3")).toEqual([
      [-5, ""],
      [-5.5, ""],
      [-12.5, ""],
      [-3, "€"],
      [-3, "€"],
    ]);
  });

  it("reads thousands by the decimal mark that the column tells", () => {
    expect(read("1,234.50", "2,000")).toEqual([
      [1234.5, ""],
      [2000, ""],
    ]);
    expect(read("1.234", "12,50")).toEqual([
      [1234, ""],
      [12.5, ""],
    ]);
    expect(read("1 234,5", "7")).toEqual([
      [1234.5, ""],
      [7, ""],
    ]);
    expect(read("1’234.50")).toEqual([[1234.5, ""]]);
  });

  it("reads no number of a column whose decimal mark is not sure", () => {
    expect(readQuantities(["1.234", "2.345"])).toBeUndefined();
    expect(readQuantities(["1,5", "1.5"])).toBeUndefined();
  });

  it("takes a cell that says more than one number for none", () => {
    expect(read("10-20", "about 5", "5 x 3", "on request", "", "A-113", "2024-03-05", "3 of 7")).toEqual(
      Array(8).fill(undefined),
    );
  });

  it("reads back any amount as it was written, with its place", () => {
    const amount = fc.record({
      cents: fc.integer({ min: 0, max: 99_999_999 }),
      group: fc.constantFrom(",", "", "’", "\u00a0"),
      prefix: fc.constantFrom("", "€", "€ ", "-", "$"),
    });
    fc.assert(
      fc.property(amount, ({ cents, group, prefix }) => {
        const [whole = "", decimals = ""] = (cents / 100).toFixed(2).split(".");
        const digits = `${whole.replace(/\B(?=(\d{3})+$)/g, group)}.${decimals}`;
        const [one] = readQuantities([`${prefix}${digits}`])?.quantities ?? [];
        expect(one?.value).toBeCloseTo((prefix === "-" ? -1 : 1) * (cents / 100), 6);
        expect(`${prefix}${digits}`.slice(one?.span.start, one?.span.end)).toBe(digits);
        expect(one?.decimals).toBe(2);
      }),
    );
  });
});
