import { describe, expect, it } from "vitest";
import { listFormulas } from "./list-formulas.ts";
import { relativeFormula } from "./relative-formula.ts";

describe("relativeFormula", () => {
  it.each([
    ["B2*C2", 2, 3, "R[0]C[-2]*R[0]C[-1]"],
    ["SUM($A$1:A9)", 10, 0, "SUM(R1CA:R[-1]C[0])"],
    ["IF(A1=\"B2\",LOG10(A1),'My B2'!B2)", 1, 0, "IF(R[0]C[0]=\"B2\",LOG10(R[0]C[0]),'My B2'!R[1]C[1])"],
  ])("turns the references of %s into distances", (formula, row, column, relative) => {
    expect(relativeFormula(formula, row, column)).toBe(relative);
  });
});

describe("listFormulas", () => {
  it("lists a formula with many cells only once, with the range of its cells", () => {
    const filled = [2, 3, 4].map((row) => ({ row, column: 3, text: `B${row}*C${row}` }));
    const notes = [...filled, { row: 4, column: 4, text: "SUM(D2:D4)" }, { row: 6, column: 3, text: "B6*C6" }];
    expect(listFormulas(notes)).toEqual([
      { cells: "D2:D4", column: 3, formula: "B2*C2" },
      { cells: "E4", column: 4, formula: "SUM(D2:D4)" },
      { cells: "D6", column: 3, formula: "B6*C6" },
    ]);
  });
});
