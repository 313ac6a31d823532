import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Answer, type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../run-lydian.ts";

const ROWS = 21_000;
const cities = ["Berlin", "Paris", "Oslo", "Rome"];
const rows = Array.from({ length: ROWS }, (_, index) => ({
  order: `ORD-${index}`,
  city: cities[index % cities.length] ?? "",
  cents: 100 + ((index * 7919) % 99_899),
  date: `2024-${String(1 + (index % 12)).padStart(2, "0")}-15`,
}));
const sumOf = (counted: typeof rows) => counted.reduce((sum, { cents }) => sum + cents, 0) / 100;

describe(`a table of ${ROWS} rows`, () => {
  const folder = temporaryFolder();
  let lydian: Lydian;

  beforeAll(async () => {
    const lines = rows.map(({ order, city, cents, date }) => `${order},${city},${(cents / 100).toFixed(2)},${date}`);
    writeFileSync(join(folder.path, "orders.csv"), ["order_id,city,amount,date", ...lines].join("\n"));
    lydian = await openLydian({ store: join(folder.path, "store") });
    await lydian.add(join(folder.path, "orders.csv"), { embed: false });
  });
  afterAll(async () => {
    await lydian.close();
    folder.remove();
  });

  async function ask(question: string, save = false): Promise<Extract<Answer, { status: "grounded" }>> {
    const answer = await lydian.ask(question, { save });
    if (answer.status !== "grounded") throw new Error(`The answer is ${answer.status}: ${answer.notComputed}`);
    expect(answer.answeredBy).toBe("calculation");
    return answer;
  }
  const resultOf = ({ claims }: Extract<Answer, { status: "grounded" }>) => claims[0]?.calculation?.value;

  it("is computed as a whole, with cited cells and a hash over all of them", async () => {
    const answer = await ask("What is the total amount where the city is Oslo?", true);
    const inOslo = rows.filter(({ city }) => city === "Oslo");
    expect(resultOf(answer)).toBe(sumOf(inOslo));
    expect(answer.claims[0]).toMatchObject({ verdict: "supported", decidedBy: "calculation" });
    expect(answer.claims[0]?.calculation).toMatchObject({
      rows: inOslo.length,
      allCells: { count: 2 * inOslo.length, last: { location: { sheet: "orders", cells: `A${ROWS}:D${ROWS}` } } },
    });
    expect(answer.citations).toHaveLength(20);
    expect(JSON.stringify(answer).length).toBeLessThan(100_000);
    const document = await lydian.read(answer.citations[0]?.documentId ?? "");
    for (const { span, quote } of answer.citations) expect(document?.text.slice(span.start, span.end)).toBe(quote);
    expect(await lydian.checkAnswers([answer.id])).toMatchObject([{ outcome: "holds" }]);
  });

  it("is compared and grouped", async () => {
    const over = rows.filter(({ cents }) => cents > 50_000);
    expect(resultOf(await ask("How many orders have an amount over 500?"))).toBe(over.length);
    const between = rows.filter(({ city, date }) => (city === "Oslo" || city === "Rome") && date < "2024-04-01");
    expect(resultOf(await ask("What is the total amount in Oslo or Rome before April 2024?"))).toBe(sumOf(between));
    const { claims, citations } = await ask("What is the total amount per city?");
    expect(claims[0]?.calculation?.groups?.map(({ name, value }) => [name, value])).toEqual(
      cities.map((name) => [name, sumOf(rows.filter(({ city }) => city === name))]),
    );
    expect(citations.map(({ quote }) => quote)).toEqual(expect.arrayContaining(cities));
  });

  it("says what is not computed, and why", async () => {
    expect(await lydian.ask("What is the total amount over $500?")).toMatchObject({
      status: "abstained",
      reason: "not-computed",
      notComputed: 'The question compares "amount" with a number in $, but its cells are numbers without a unit.',
    });
    expect(await lydian.ask("How many orders are over 500?")).toMatchObject({
      notComputed: "The question does not say which column must be over 500.",
    });
  });
});
