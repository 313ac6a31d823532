import { describe, expect, it } from "vitest";
import type { Calculation } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import { renderCalculation } from "./render-calculation.ts";

function calculationOf(addresses: readonly (string | undefined)[]): Calculation {
  const cells = addresses.map((address, index) =>
    defined({
      role: "value" as const,
      span: { start: index * 10, end: index * 10 + 1 },
      quote: String(index),
      location: address === undefined ? undefined : { sheet: "Prices", cells: address },
    }),
  );
  return {
    plan: { operation: "sum", tableStart: 0, column: { number: 2, name: "Price" }, conditions: [] },
    formula: `sum of "Price" over ${addresses.length} rows`,
    sql: "",
    parameters: [],
    value: 1,
    shown: "1",
    rows: addresses.length,
    leftOut: [],
    documentId: "prices",
    contentHash: "",
    cells,
  };
}

describe("renderCalculation", () => {
  it("prints the formula, the values, and their cells as ranges", () => {
    expect(renderCalculation(calculationOf(["C2", "C3", "C5"]))).toEqual([
      'computed: sum of "Price" over 3 rows',
      "from “0”, “1”, “2” (sheet Prices, cells C2:C3, C5)",
    ]);
  });

  it("prints only the first of many values, and no addresses if the document has none", () => {
    expect(renderCalculation(calculationOf(Array(10).fill(undefined)))[1]).toBe(
      "from “0”, “1”, “2”, “3”, “4”, “5”, “6”, “7” and 2 more cells",
    );
  });

  it("says how many cells there are beside the listed ones, and where the last is", () => {
    const listed = calculationOf(["C2", "C4", "C6"]);
    const [, , last = listed.cells[0]] = listed.cells;
    if (last === undefined) throw new Error("There is no cell.");
    const location = { sheet: "Prices", cells: "C9000" };
    const all = { count: 9_000, sha256: "0", last: { ...last, span: { start: 90, end: 91 }, location } };
    expect(renderCalculation({ ...listed, rows: 4_500, allCells: all })[1]).toBe(
      "from “0”, “1”, “2” and 4497 more cells (sheet Prices, cells C2, C4, C6, up to C9000)",
    );
    expect(renderCalculation({ ...listed, rows: 4, allCells: { ...all, last } })[1]).toBe(
      "from “0”, “1”, “2” and 1 more cell (sheet Prices, cells C2, C4, C6)",
    );
  });

  it("joins the cells of a long column to one range", () => {
    const addresses = Array.from({ length: 300 }, (_, index) => `AB${index + 2}`);
    expect(renderCalculation(calculationOf(addresses))[1]).toContain(
      "and 292 more cells (sheet Prices, cells AB2:AB301)",
    );
  });
});
