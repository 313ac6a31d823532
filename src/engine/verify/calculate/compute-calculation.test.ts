import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Calculation, CalculationPlan } from "../../../core/index.ts";
import { checkCalculation } from "../check-calculation.ts";
import { type CalculatedDocument, computeCalculation } from "./compute-calculation.ts";
import { stateCalculation } from "./state-calculation.ts";

const { signal } = new AbortController();

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
async function compute(text: string, changes: Partial<CalculationPlan> = {}): Promise<Calculation | undefined> {
  const computed = await computeCalculation(planOf(changes), documentOf(text), signal);
  return computed?.status === "computed" ? computed.calculation : undefined;
}
async function refuse(text: string, changes: Partial<CalculationPlan> = {}): Promise<string | undefined> {
  const computed = await computeCalculation(planOf(changes), documentOf(text), signal);
  return computed?.status === "refused" ? computed.why : undefined;
}
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

  it("does not add different units, and says so", async () => {
    const two = barred("| A | x | €1 |", "| B | y | $2 |");
    expect(await refuse(two)).toBe('The cells of "Price" have different units ($, €).');
    expect((await compute(two, { conditions: [{ column: room, is: "x" }] }))?.shown).toBe("€1");
  });

  it("computes the median as exactly as the cells are written", async () => {
    const median = (...cells: readonly string[]) =>
      compute(barred(...cells.map((cell) => `| A | x | ${cell} |`)), { operation: "median" });
    expect((await median("€3.10", "€1.20", "€2.00"))?.shown).toBe("€2.00");
    expect((await median("€1.20", "€1.30"))?.shown).toBe("€1.25");
    expect((await median("0.1", "0.2"))?.value).toBe(0.15);
  });

  it("shows one value for each group, and counts the rows without one", async () => {
    const grouped = await compute(barred("| A | Lab | 1 |", "| B | Ward | 2.50 |", "| C | lab | 4 |", "| D |  | 8 |"), {
      groupBy: { column: room, by: "value" },
    });
    expect(say(grouped)).toBe(
      'The sum of "Price" per "Room" over 3 rows is "Lab": 5.00, "Ward": 2.50; over all groups: 7.50; not counted: 1 row without "Room".',
    );
    expect(grouped?.groups?.map(({ name, rows }) => [name, rows])).toEqual([
      ["Lab", 2],
      ["Ward", 1],
    ]);
    expect(grouped?.cells.map(({ role, quote }) => `${role} ${quote}`)).toEqual([
      ...["name Room", "name Price", "group Lab", "group Ward", "value 1", "value 2.50"],
    ]);
  });

  it("groups dates by month", async () => {
    const dated = barred("| A | 31.01.2024 | 1 |", "| B | 01.02.2024 | 2 |", "| C | 29.02.2024 | 4 |");
    const grouped = await compute(dated, { groupBy: { column: room, by: "month" } });
    expect(grouped?.groups?.map(({ name, value }) => [name, value])).toEqual([
      ["2024-01", 1],
      ["2024-02", 6],
    ]);
  });

  it("compares numbers and dates, and counts the rows whose cell is empty", async () => {
    const over = { column: price, numberIs: "more than", numbers: [2], unit: "€" } as const;
    const counted = await compute(barred("| A | x | €2.00 |", "| B | y | €2.01 |", "| C | z |  |"), {
      operation: "count",
      column: { number: 0, name: "Part" },
      conditions: [over],
    });
    expect(say(counted)).toBe(
      'The count of different values of "Part" where "Price" is more than €2 is 1; not counted: 1 row without "Price".',
    );
    const before = { column: room, dateIs: "before", dates: ["2024-03"] } as const;
    const summed = await compute(barred("| A | 2024-02-29 | 1 |", "| B | 2024-03-01 | 2 |"), { conditions: [before] });
    expect(say(summed)).toBe('The sum of "Price" over 1 row where "Room" is before 2024-03 is 1.');
  });

  it("is refused with the reason if cells cannot be compared or grouped", async () => {
    const over = { column: price, numberIs: "more than", numbers: [2], unit: "€" } as const;
    const count = { operation: "count", column: { number: 0, name: "Part" }, conditions: [over] } as const;
    expect(await refuse(barred("| A | x | €1 |", "| B | x | on request |"), count)).toBe(
      '1 cell of "Price" has no number that can be compared.',
    );
    expect(await refuse(barred("| A | x | €1 |", "| B | x | $3 |"), count)).toBe(
      'The cells of "Price" have different units ($, €).',
    );
    expect(await refuse(barred("| A | x | 1 |", "| B | x | 3 |"), count)).toBe(
      'The question compares "Price" with a number in €, but its cells are numbers without a unit.',
    );
    expect(await refuse(barred("| A | x | 1.234 |", "| B | x | 2.345 |"))).toBe(
      'The column "Price" does not show whether "." or "," is its decimal mark.',
    );
    const byMonth = { groupBy: { column: room, by: "month" } } as const;
    expect(await refuse(barred("| A | 03/05/2024 | 1 |"), byMonth)).toContain("begin with the day or the month");
    expect(await refuse(barred("| A | 2024-03-05 | 1 |", "| B | in May | 1 |"), byMonth)).toContain("1 cell");
    const many = Array.from({ length: 51 }, (_, index) => `| A | room ${index} | 1 |`);
    expect(await refuse(barred(...many), { groupBy: { column: room, by: "value" } })).toBe(
      '"Room" has more than 50 different values, the maximum of an answer by groups.',
    );
    expect(await refuse(barred("| A | x | 9007199254740993 |"))).toBe("The sum is too large to be exact.");
  });

  it("cites the first cells of many, with a hash over all of them", async () => {
    const rows = Array.from(
      { length: 5_000 },
      (_, index) => `| A-${index} | ${index % 2 === 0 ? "Lab" : "Ward"} | 0.10 |`,
    );
    const plan = { conditions: [{ column: room, is: "Lab" }] };
    const large = await compute(barred(...rows), plan);
    expect(large?.value).toBe(250);
    expect(large?.rows).toBe(2_500);
    expect(JSON.stringify(large).length).toBeLessThan(40_000);
    expect(large?.allCells).toMatchObject({ count: 5_000, last: { role: "value", quote: "0.10" } });
    rows[4_000] = "| A-4000 | Lab | 0.20 |";
    rows[4_002] = "| A-4002 | Lab | 0.00 |";
    const changed = await compute(barred(...rows), plan);
    expect(changed?.value).toBe(250);
    expect(changed?.allCells?.sha256).not.toBe(large?.allCells?.sha256);
  });

  it("lets other work run while it reads a large table", async () => {
    const text = barred(...Array.from({ length: 20_000 }, (_, index) => `| A-${index} | Lab | ${index} |`));
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns++;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    await compute(text);
    isDone = true;
    expect(turns).toBeGreaterThan(60);
  });

  it("stops when it is aborted", async () => {
    const aborted = AbortSignal.abort(new Error("stopped by the caller"));
    const text = barred(...Array.from({ length: 1_000 }, (_, index) => `| A-${index} | Lab | ${index} |`));
    await expect(computeCalculation(planOf({}), documentOf(text), aborted)).rejects.toThrow("stopped by the caller");
  });

  it("is refused for columns separated by gaps if rows lack cells", async () => {
    const rows = ["Part   Room   Price", "A-1   Lab   3", "A-2   4"];
    expect(await refuse(rows.join("\n"))).toContain("the columns of their cells are uncertain");
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
        { readDocument: async () => document },
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
    const services = { readDocument: async () => documentOf(text) };
    expect((await checkCalculation(sentence, services, signal)).verdict).toBe("contradicted");
  });
});
