import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createNumberFormatReader, readQuantity } from "./read-quantities.ts";

function readQuantities(cells: readonly string[]) {
  const reader = createNumberFormatReader();
  for (const cell of cells) reader.add(cell);
  const format = reader.format();
  return format && { quantities: cells.map((cell) => readQuantity(cell, format.decimalMark)) };
}

const read = (...cells: readonly string[]) =>
  readQuantities(cells)?.quantities.map((quantity) =>
    quantity === undefined ? undefined : [quantity.value, quantity.unit],
  );

describe("the numbers of a table column", () => {
  it("include amounts, percentages and units before or after the number", () => {
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

  it("are negative with a sign or in brackets", () => {
    expect(read("-5", "−5.5", "(12.50)", "-€3", "€-3")).toEqual([
      [-5, ""],
      [-5.5, ""],
      [-12.5, ""],
      [-3, "€"],
      [-3, "€"],
    ]);
  });

  it("are read with the decimal mark that the whole column shows", () => {
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

  it("are not read if the decimal mark is unclear", () => {
    expect(readQuantities(["1.234", "2.345"])).toBeUndefined();
    expect(readQuantities(["1,5", "1.5"])).toBeUndefined();
  });

  it("exclude cells that contain more than a single number", () => {
    expect(read("10-20", "about 5", "5 x 3", "on request", "", "A-113", "2024-03-05", "3 of 7")).toEqual(
      Array(8).fill(undefined),
    );
  });

  it("include any amount in the usual formats, with its place", () => {
    const amount = fc.record({
      cents: fc.integer({ min: 0, max: 99_999_999 }),
      group: fc.constantFrom(",", "", "’", "\u00a0"),
      prefix: fc.constantFrom("", "€", "€ ", "-", "$"),
    });
    fc.assert(
      fc.property(amount, ({ cents, group, prefix }) => {
        const [whole = "", decimals = ""] = (cents / 100).toFixed(2).split(".");
        const digits = `${whole.replace(/\B(?=(\d{3})+$)/g, group)}.${decimals}`;
        const [quantity] = readQuantities([`${prefix}${digits}`])?.quantities ?? [];
        expect(quantity?.value).toBeCloseTo((prefix === "-" ? -1 : 1) * (cents / 100), 6);
        expect(`${prefix}${digits}`.slice(quantity?.span.start, quantity?.span.end)).toBe(digits);
        expect(quantity?.decimals).toBe(2);
      }),
    );
  });
});
