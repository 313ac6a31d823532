import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSqliteCalculator } from "../../../adapters/sqlite/index.ts";
import type { Calculation, CalculationPlan } from "../../../core/index.ts";
import { checkCalculation } from "../check-calculation.ts";
import { type CalculatedDocument, computeCalculation } from "./compute-calculation.ts";
import { stateCalculation } from "./state-calculation.ts";

const { signal } = new AbortController();
const calculator = createSqliteCalculator();

function documentOf(text: string): CalculatedDocument {
  const header = { start: 0, end: text.indexOf("\n") };
  const elements = [{ kind: "table", span: { start: 0, end: text.length }, header } as const];
  return { id: "prices", contentHash: "0".repeat(64), text, elements, locations: [] };
}

const barred = (...rows: readonly string[]) => ["| Part | Room | Price |", "| --- | --- | --- |", ...rows].join("\n");
const price = { number: 2, name: "Price" };
const room = { number: 1, name: "Room" };
const planOf = (changes: Partial<CalculationPlan>): CalculationPlan => ({
  operation: "sum",
  tableStart: 0,
  column: price,
  conditions: [],
  ...changes,
});
const compute = (text: string, changes: Partial<CalculationPlan> = {}) =>
  computeCalculation(planOf(changes), documentOf(text), calculator, signal);
const say = (calculation: Calculation | undefined) => calculation && stateCalculation(calculation);

describe("a calculation over a table", () => {
  const text = barred(
    "| A-1 | Lab | €1,000.10 |",
    "| A-2 | Lab | €0.20 |",
    "| A-3 | Ward | €5.00 |",
    "| A-4 | Lab |  |",
    "| Total |  | €1,005.30 |",
  );

  it("adds the rows that satisfy the conditions, and names the totals and empty cells that it left out", async () => {
    const calculation = await compute(text, { conditions: [{ column: room, is: "Lab" }] });
    expect(calculation?.formula).toBe('sum of "Price" over 2 rows where "Room" is "Lab"');
    expect(say(calculation)).toBe(
      'The sum of "Price" over 2 rows where "Room" is "Lab" is €1,000.30; not counted: 1 row of totals, 1 empty cell.',
    );
    expect(calculation?.cells.map(({ role, quote }) => `${role} ${quote}`)).toEqual([
      ...["name Room", "name Price", "condition Lab", "condition Lab", "value €1,000.10", "value €0.20"],
    ]);
    for (const { span, quote } of calculation?.cells ?? []) expect(text.slice(span.start, span.end)).toBe(quote);
  });

  it("quotes a minimum as written, with the name of its row", async () => {
    expect(say(await compute(text, { operation: "minimum" }))).toBe(
      'The minimum of "Price" over 3 rows is €0.20 ("A-2"); not counted: 1 row of totals, 1 empty cell.',
    );
  });

  it("averages to two decimals, and counts different values", async () => {
    expect((await compute(text, { operation: "average" }))?.shown).toBe("€335.10");
    expect((await compute(text, { operation: "count", column: room }))?.value).toBe(2);
  });

  it("does not add different units", async () => {
    expect(await compute(barred("| A | x | €1 |", "| B | x | $2 |"))).toBeUndefined();
    expect(
      (await compute(barred("| A | x | €1 |", "| B | y | $2 |"), { conditions: [{ column: room, is: "x" }] }))?.shown,
    ).toBe("€1");
  });

  it("is refused for columns separated by gaps if rows lack cells", async () => {
    const rows = ["Part   Room   Price", "A-1   Lab   3", "A-2   4"];
    expect(await compute(rows.join("\n"))).toBeUndefined();
    expect((await compute([...rows.slice(0, 2), "A-2      4"].join("\n")))?.value).toBe(7);
  });

  it("is refused if a column has another name than planned", async () => {
    expect(await compute(text, { column: { number: 2, name: "Cost" } })).toBeUndefined();
  });

  it("equals the exact sum of any amounts, and cites every cell", async () => {
    const cents = fc.array(fc.integer({ min: -100_000, max: 100_000 }), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(cents, async (values) => {
        const rows = values.map((value, index) => `| A-${index} | Lab | ${(value / 100).toFixed(2)} |`);
        const calculation = await compute(barred(...rows));
        expect(Math.round((calculation?.value ?? Number.NaN) * 100) + 0).toBe(
          values.reduce((sum, value) => sum + value, 0),
        );
        expect(calculation?.cells.filter(({ role }) => role === "value")).toHaveLength(values.length);
      }),
    );
  });

  it("is supported when it is repeated, also after a round trip through JSON", async () => {
    const calculation = await compute(text);
    if (calculation === undefined) throw new Error("Nothing was computed.");
    const carried: Calculation = JSON.parse(JSON.stringify(calculation));
    const check = (document: CalculatedDocument | undefined, changes: Partial<Calculation> = {}) =>
      checkCalculation(
        { text: stateCalculation(calculation), calculation: { ...carried, ...changes } },
        { readDocument: async () => document, calculator },
        signal,
      );
    expect((await check(documentOf(text))).verdict).toBe("supported");
    expect((await check(documentOf(text.replace("0.20", "0.30")))).verdict).toBe("contradicted");
    expect((await check(documentOf(text), { value: 7 })).verdict).toBe("contradicted");
    expect((await check(documentOf(text), { cells: carried.cells.slice(1) })).verdict).toBe("contradicted");
    expect((await check({ ...documentOf(text), contentHash: "1" })).verdict).toBe("not-enough-evidence");
    expect((await check(undefined)).verdict).toBe("not-enough-evidence");
  });

  it("is contradicted by a sentence with another value", async () => {
    const calculation = await compute(text);
    if (calculation === undefined) throw new Error("Nothing was computed.");
    const sentence = { text: stateCalculation(calculation).replace("1,005", "1,006"), calculation };
    const services = { readDocument: async () => documentOf(text), calculator };
    expect((await checkCalculation(sentence, services, signal)).verdict).toBe("contradicted");
  });
});
