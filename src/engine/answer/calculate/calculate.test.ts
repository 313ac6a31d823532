import Database from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Calculation, type Document, foldText, type Hit, never } from "../../../core/index.ts";
import { createAnalyzer } from "../../text/index.ts";
import { calculate } from "./calculate.ts";

const analyzer = createAnalyzer();
const names = ["Order", "City", "Amount", "Pieces", "Date"] as const;

interface Row {
  readonly order: string;
  readonly city: string;
  readonly cents: number | undefined;
  readonly pieces: number;
  readonly date: string;
}

const cities = ["Oslo", "Paris", "New York", "Rome"] as const;
/** Amounts in cents; small whole ones often equal the bound of a comparison. */
const amounts = fc.oneof(
  fc.integer({ min: -50_000, max: 2_000_000 }),
  fc.integer({ min: 1, max: 5 }).map((units) => units * 100),
);
const rows = fc.array(
  fc.record({
    order: fc.integer({ min: 1, max: 40 }).map((number) => `O-${number}`),
    city: fc.constantFrom(...cities),
    cents: fc.option(amounts, { nil: undefined, freq: 8 }),
    pieces: fc.integer({ min: 0, max: 30 }),
    date: fc
      .date({ min: new Date("2023-11-01"), max: new Date("2024-04-30"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
  }),
  { minLength: 12, maxLength: 40 },
);

/** Style in which amounts and dates are written. */
interface Convention {
  readonly decimalMark: "." | ",";
  readonly groupMark: string;
  readonly unit: "" | "€ " | "$";
  readonly isDotted: boolean;
}

const conventions = fc.oneof(
  fc.record({
    decimalMark: fc.constant("." as const),
    groupMark: fc.constantFrom("", ","),
    unit: fc.constantFrom("" as const, "€ " as const, "$" as const),
    isDotted: fc.boolean(),
  }),
  fc.record({
    decimalMark: fc.constant("," as const),
    groupMark: fc.constantFrom("", ".", "\u00a0"),
    unit: fc.constantFrom("" as const, "€ " as const),
    isDotted: fc.boolean(),
  }),
);

function writeAmount(cents: number | undefined, { decimalMark, groupMark, unit }: Convention): string {
  if (cents === undefined) return "";
  const [whole = "", decimals = ""] = (Math.abs(cents) / 100).toFixed(2).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, groupMark);
  return `${cents < 0 ? "-" : ""}${unit}${grouped}${decimalMark}${decimals}`;
}

function writeTable(table: readonly Row[], convention: Convention): string {
  const lines = table.map(({ order, city, cents, pieces, date }) => {
    const [year, month, day] = date.split("-");
    const written = convention.isDotted ? `${day}.${month}.${year}` : date;
    return `| ${[order, city, writeAmount(cents, convention), pieces, written].join(" | ")} |`;
  });
  return [`| ${names.join(" | ")} |`, "| --- | --- | --- | --- | --- |", ...lines].join("\n");
}

function documentOf(text: string): Document {
  const header = { start: 0, end: text.indexOf("\n") };
  return {
    id: "orders",
    collection: "default",
    uri: "file:///orders.csv",
    title: "orders",
    mediaType: "text/csv",
    metadata: {},
    accessLabels: [],
    contentHash: "0".repeat(64),
    loader: { id: "csv", version: "1" },
    settingsFingerprint: "",
    addedAt: "2024-05-01T00:00:00.000Z",
    text,
    locations: [],
    receipt: { pagesWithoutText: [], characters: text.length, tables: 1, chunks: 1, warnings: [] },
    elements: [{ kind: "table", span: { start: 0, end: text.length }, header }],
  };
}

function ask(question: string, text: string) {
  const document = documentOf(text);
  const { id: documentId, title, uri, contentHash, metadata, elements } = document;
  const span = { start: 0, end: text.length };
  const found = { rank: 1, score: 1, stage: "words", explanation: { stages: [] } } as const;
  const hit: Hit = { chunkId: "1", documentId, title, uri, span, text, headingPath: [], ...found };
  const passages = [{ number: 1, hit, text, contentHash, metadata, elements }];
  const sources = { passages, documents: new Map([[documentId, document]]) };
  return calculate((words) => analyzer.analyze(words, "en"), question, sources, never);
}

async function compute(question: string, text: string): Promise<Calculation | undefined> {
  const answer = await ask(question, text);
  return answer?.status === "computed" ? answer.draft.sentences[0]?.calculation : undefined;
}

/** A part of a question with its meaning. */
interface Condition {
  readonly words: string;
  /** Returns undefined for a row that the condition cannot decide. */
  holds(row: Row): boolean | undefined;
}

const comparisons = [
  ["over", (value, bound) => value > bound],
  ["of more than", (value, bound) => value > bound],
  ["of at least", (value, bound) => value >= bound],
  ["under", (value, bound) => value < bound],
  ["of at most", (value, bound) => value <= bound],
] as const satisfies readonly (readonly [string, (value: number, bound: number) => boolean])[];

const amountConditions = (unit: string) =>
  fc
    .record({
      comparison: fc.constantFrom(...comparisons),
      bound: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 15_000 })),
    })
    .map(
      ({ comparison: [words, compare], bound }): Condition => ({
        words: `with an amount ${words} ${unit.trim()}${bound}`,
        holds: ({ cents }) => (cents === undefined ? undefined : compare(cents, bound * 100)),
      }),
    );
const pieceConditions = fc.tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 15, max: 30 })).map(
  ([from, to]): Condition => ({
    words: `with between ${from} and ${to} pieces`,
    holds: ({ pieces }) => pieces >= from && pieces <= to,
  }),
);
const cityConditions = fc.uniqueArray(fc.constantFrom(...cities), { minLength: 1, maxLength: 3 }).map(
  (chosen): Condition => ({
    words: `in ${chosen.join(" or ")}`,
    holds: ({ city }) => chosen.some((one) => one === city),
  }),
);
const dateConditions = fc.constantFrom(
  { words: "before 2024-02-10", holds: ({ date }: Row) => date < "2024-02-10" },
  { words: "after January 2024", holds: ({ date }: Row) => date > "2024-01-31" },
  { words: "since 15 December 2023", holds: ({ date }: Row) => date >= "2023-12-15" },
  { words: "in 2024", holds: ({ date }: Row) => date.startsWith("2024") },
  { words: "in February 2024", holds: ({ date }: Row) => date.startsWith("2024-02") },
);

const operations = ["sum", "average", "median", "lowest", "highest"] as const;
const groupings = [
  ["", undefined],
  [" per city", ({ city }: Row) => city.toLowerCase()],
  [" for each month", ({ date }: Row) => date.slice(0, 7)],
] as const;

const cases = conventions.chain((convention) =>
  fc.record({
    convention: fc.constant(convention),
    table: rows,
    operation: fc.constantFrom("count", ...operations),
    conditions: fc
      .shuffledSubarray([cityConditions, amountConditions(convention.unit), pieceConditions, dateConditions], {
        maxLength: 2,
      })
      .chain((chosen) => fc.tuple(...chosen)),
    grouping: fc.constantFrom(...groupings),
  }),
);

function evaluate(operation: "count" | (typeof operations)[number], table: readonly Row[]): number {
  if (operation === "count") return new Set(table.map(({ order }) => order)).size;
  const sorted = table.flatMap(({ cents }) => cents ?? []).sort((left, right) => left - right);
  const sum = sorted.reduce((total, cents) => total + cents, 0);
  const middle = sorted.length >>> 1;
  const upper = sorted[middle] ?? Number.NaN;
  const median = sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
  const values = { sum, average: sum / sorted.length, median, lowest: sorted[0], highest: sorted.at(-1) };
  return (values[operation] ?? Number.NaN) / 100;
}

/** Runs the statement of a calculation over the typed rows. */
function runStatement({ sql, parameters }: Calculation, table: readonly Row[]) {
  const database = new Database(":memory:");
  database.exec(`CREATE TABLE cells ("Order" TEXT, "City" TEXT, "Amount" REAL, "Pieces" REAL, "Date" TEXT)`);
  const insert = database.prepare("INSERT INTO cells VALUES (?, ?, ?, ?, ?)");
  for (const { order, city, cents, pieces, date } of table)
    insert.run(foldText(order), foldText(city), cents === undefined ? null : cents / 100, pieces, date);
  const results = database.prepare(sql).all(parameters);
  database.close();
  return z.array(z.object({ group: z.string().optional(), value: z.number() })).parse(results);
}

type Case = typeof cases extends fc.Arbitrary<infer Value> ? Value : never;

function questionOf({ operation, conditions, grouping: [per] }: Case): string {
  const asked = operation === "count" ? "How many orders are there" : `What is the ${operation} amount`;
  return `${[asked, ...conditions.map(({ words }) => words)].join(" ")}${per}?`;
}

/** Compares a calculation with a plain computation over the rows, and with what its SQL statement returns. */
function check(calculation: Calculation, { table, operation, conditions, grouping: [, groupOf] }: Case): void {
  const counted = table.filter(
    (row) => conditions.every(({ holds }) => holds(row) === true) && (operation === "count" || row.cents !== undefined),
  );
  // An average is rounded to two decimals, in SQLite after a division of binary fractions; everything else is exact.
  const tolerance = operation === "average" ? 0.010_001 : 1e-9 * Math.max(1, Math.abs(calculation.value));
  const isClose = (value: number, other: number) => Math.abs(value - other) <= tolerance;
  expect(calculation.rows).toBe(counted.length);
  expect(calculation.value).toSatisfy((value: number) => isClose(value, evaluate(operation, counted)));

  const groupNames = groupOf === undefined ? [] : [...new Set(counted.map(groupOf))];
  const groups = (calculation.groups ?? []).map(({ name, value }) => ({ group: foldText(name), value }));
  expect(groups.map(({ group }) => group)).toEqual(groupNames);
  for (const { group, value } of groups) {
    const own = counted.filter((row) => groupOf?.(row) === group);
    expect(value).toSatisfy((one: number) => isClose(one, evaluate(operation, own)));
  }
  const results = runStatement(calculation, table);
  const expected = groupOf === undefined ? [{ group: undefined, value: calculation.value }] : groups;
  expect(results).toHaveLength(expected.length);
  for (const { group, value } of expected)
    expect(results.find((row) => row.group === group)?.value).toSatisfy((one: number) => isClose(one, value));
}

describe("a calculated answer", () => {
  it("equals a plain computation over the rows, and what its own SQL statement returns, or is refused", async () => {
    let computed = 0;
    let others = 0;
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const text = writeTable(one.table, one.convention);
        const calculation = await compute(questionOf(one), text);
        if (calculation === undefined) others++;
        else {
          computed++;
          check(calculation, one);
          for (const { span, quote } of calculation.cells) expect(text.slice(span.start, span.end)).toBe(quote);
        }
      }),
      { numRuns: 200 },
    );
    expect(computed).toBeGreaterThan(2 * others);
  });

  const stock =
    "| Part | Room | Price |\n| --- | --- | --- |\n| A-1 | Lab | €3 |\n| A-2 | Ward | €4 |\n| A-1 | Ward | €5 |";

  it("is left to the passages if one row says it", async () => {
    expect(await ask("What is the total price in the Lab?", stock)).toBeUndefined();
    expect((await compute("What is the total price under €4?", stock))?.value).toBe(3);
  });

  it("is refused if no row satisfies a comparison", async () => {
    expect(await ask("What is the total price over €9?", stock)).toMatchObject({
      status: "refused",
      why: "No row of the table satisfies the conditions with a number to compute.",
    });
    expect((await compute("How many parts cost over €9?", stock))?.value).toBe(0);
  });

  it("is refused if `and` may mean things that occur with both values", async () => {
    expect(await ask("How many parts are in Lab and Ward?", stock)).toMatchObject({ status: "refused" });
    expect((await compute("How many parts are in Lab or Ward?", stock))?.value).toBe(2);
  });

  it("cites the cells of every group", async () => {
    const answer = await ask("What is the total price per room?", stock);
    if (answer?.status !== "computed") throw new Error("Nothing was computed.");
    const [sentence] = answer.draft.sentences;
    expect(sentence?.text).toBe(
      'The sum of "Price" per "Room" over 3 rows is "Lab": €3, "Ward": €9; over all groups: €12.',
    );
    expect(sentence?.evidence.map(({ span }) => stock.slice(span.start, span.end))).toEqual([
      ...["Room", "Price", "Lab", "Ward", "€3", "€4"],
    ]);
  });
});
