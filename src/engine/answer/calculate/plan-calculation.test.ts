import { describe, expect, it } from "vitest";
import { type CalculationCondition, type ContextPassage, type Document, type Hit, never } from "../../../core/index.ts";
import { createAnalyzer } from "../../text/index.ts";
import { planCalculation } from "./plan-calculation.ts";

const analyzer = createAnalyzer();
const stock = `| Part | Supplier | Room | Unit price | Seats | Weight (kg) |
| --- | --- | --- | --- | --- | --- |
| A-113 | Halberg | Lab | €3.50 | 2 | 7 |
| A-114 | Tiller | Ward | €12.00 | 4 | 1 |
| A-115 | Halberg | Lab | €0.25 | 8 | 2 |
| A-116 | Brunn | Lab | €7.00 |  | 3 |`;

function documentOf(text: string, id = "stock"): Document {
  const start = text.indexOf("|");
  const header = { start, end: text.indexOf("\n", start) };
  return {
    id,
    collection: "default",
    uri: `file:///${id}.md`,
    title: "Spare parts",
    mediaType: "text/markdown",
    metadata: {},
    accessLabels: [],
    contentHash: "0".repeat(64),
    loader: { id: "markdown", version: "1" },
    settingsFingerprint: "",
    addedAt: "2024-05-01T00:00:00.000Z",
    text,
    locations: [],
    receipt: { pagesWithoutText: [], characters: text.length, tables: 1, chunks: 1, warnings: [] },
    elements: [{ kind: "table", span: { start, end: text.length }, header }],
  };
}

function passageOf(document: Document): ContextPassage {
  const { id: documentId, title, uri, text, contentHash, metadata, elements } = document;
  const span = { start: 0, end: text.length };
  const found = { rank: 1, score: 1, stage: "words", explanation: { stages: [] } } as const;
  const hit: Hit = { chunkId: `${documentId}.1`, documentId, title, uri, span, text, headingPath: [], ...found };
  return { number: 1, hit, text, contentHash, metadata, elements };
}

async function planned(question: string, ...texts: readonly string[]) {
  const documents = (texts.length > 0 ? texts : [stock]).map((text, index) => documentOf(text, `stock-${index}`));
  const sources = { passages: documents.map(passageOf), documents: new Map(documents.map((one) => [one.id, one])) };
  return planCalculation(question, sources, (text) => analyzer.analyze(text, "en"), never);
}

/** Returns a plan in short form: the operation, the column, the conditions and the label. */
async function plan(question: string, ...texts: readonly string[]): Promise<string | undefined> {
  const result = await planned(question, ...texts);
  if (result?.status !== "planned") return undefined;
  const { operation, column, conditions, label, groupBy } = result.plan;
  return [
    operation,
    column?.name,
    ...conditions.map(shortCondition),
    ...(label ? [`of ${label.name}`] : []),
    ...(groupBy ? [`per ${groupBy.by} of ${groupBy.column.name}`] : []),
  ].join(", ");
}

function shortCondition(condition: CalculationCondition): string {
  const { name } = condition.column;
  if ("is" in condition) return `${name} = ${condition.is}`;
  if ("isAnyOf" in condition) return `${name} = ${condition.isAnyOf.join(" or ")}`;
  if ("dateIs" in condition) return `${name} ${condition.dateIs} ${condition.dates.join(" and ")}`;
  return `${name} ${condition.numberIs} ${condition.numbers.join(" and ")} ${condition.unit}`.trim();
}

async function refusal(question: string, ...texts: readonly string[]): Promise<string | undefined> {
  const result = await planned(question, ...texts);
  return result?.status === "refused" ? result.why : undefined;
}

describe("planCalculation", () => {
  it.each([
    ["What is the sum of the unit prices?", "sum, Unit price"],
    ["What is the total price of all parts?", "sum, Unit price"],
    ["What is the total unit price of the parts in the Lab?", "sum, Unit price, Room = Lab"],
    ["What is the sum of the unit prices where the room is Lab?", "sum, Unit price, Room = Lab"],
    ["How much do all parts cost in total?", "sum, Unit price"],
    ["How much do the parts from Halberg cost altogether?", "sum, Unit price, Supplier = Halberg"],
    ["How many seats are there in total in the lab?", "sum, Seats, Room = Lab"],
    ["What is the average weight?", "average, Weight (kg)"],
    ["Which part is the cheapest?", "minimum, Unit price, of Part"],
    ["Which supplier has the lowest unit price?", "minimum, Unit price, of Supplier"],
    ["What is the most expensive part in the Lab?", "maximum, Unit price, Room = Lab, of Part"],
    ["What is the highest unit price?", "maximum, Unit price"],
    ["How many parts are in the lab?", "count, Part, Room = Lab"],
    ["How many suppliers are there?", "count, Supplier"],
    ["How many entries has the list of spare parts?", "count, "],
    ["What is the median unit price?", "median, Unit price"],
  ])("plans %j as %j", async (question, expected) => {
    expect(await plan(question)).toBe(expected);
  });

  it.each([
    ["asks for nothing that is computed", "What is the unit price of A-113?"],
    ["has a word that the table does not explain", "What is the total unit price of the parts sold in May?"],
    ["denies", "What is the total unit price of parts that are not in the Lab?"],
    ["asks for two things at once", "What are the lowest and the highest unit price?"],
    ["counts what a column has as numbers", "How many seats are in the lab?"],
    ["counts what no column names", "How many doctors are in the lab?"],
    ["asks for a place", "Where is the cheapest part from Halberg?"],
    ["asks for the meaning of a word", "What does A-113 mean?"],
  ])("plans nothing for a question that %s: %j", async (_, question) => {
    expect(await planned(question)).toBeUndefined();
  });

  it.each([
    ["How many parts cost more than €5?", "count, Part, Unit price more than 5 €"],
    ["How many parts cost more than 5 euros?", "count, Part, Unit price more than 5 €"],
    ["How many parts have a unit price of at least 3.50?", "count, Part, Unit price at least 3.5"],
    ["How many parts have at most 4 seats?", "count, Part, Seats at most 4"],
    ["How many parts have 4 seats or more?", "count, Part, Seats at least 4"],
    ["How many parts have between 2 and 4 seats?", "count, Part, Seats between 2 and 4"],
    ["How many parts weigh less than 3 kg?", "count, Part, Weight (kg) less than 3 kg"],
    ["How many parts are heavier than 2 kg?", "count, Part, Weight (kg) more than 2 kg"],
    ["How many parts are cheaper than twelve euros?", "count, Part, Unit price less than 12 €"],
    ["What is the sum of the unit prices over €1?", "sum, Unit price, Unit price more than 1 €"],
    [
      "What is the total unit price of parts with exactly 8 seats in the Lab?",
      "sum, Unit price, Seats exactly 8, Room = Lab",
    ],
    ["How many parts in the Lab and over 2 kg are there?", "count, Part, Room = Lab, Weight (kg) more than 2 kg"],
    ["What is the total unit price in the Lab and the Ward?", undefined],
    ["What is the total unit price in Lab and Ward?", "sum, Unit price, Room = Lab or Ward"],
    ["How many parts are from Halberg, Tiller or Brunn?", "count, Part, Supplier = Halberg or Tiller or Brunn"],
    ["What is the average weight per room?", "average, Weight (kg), per value of Room"],
    ["How many parts are there by supplier?", "count, Part, per value of Supplier"],
    ["How many parts by supplier Halberg are there?", "count, Part, Supplier = Halberg"],
  ])("compares, joins and groups: %j as %j", async (question, expected) => {
    expect(await plan(question)).toBe(expected);
  });

  const orders = `| Order | City | Amount | Ordered |
| --- | --- | --- | --- |
| O-1 | Oslo | 10.50 | 2024-01-31 |
| O-2 | Paris | 20.00 | 2024-02-01 |
| O-3 | Oslo | 1,000.00 | 2024-02-02 |`;

  it.each([
    ["How many orders are there per month?", "count, Order, per month of Ordered"],
    ["What is the total amount for each city?", "sum, Amount, per value of City"],
    ["What is the total amount before 2024-02-01?", "sum, Amount, Ordered before 2024-02-01"],
    ["What is the total amount until 2024-02-01?", "sum, Amount, Ordered until 2024-02-01"],
    ["What is the total amount before 25/12/2024?", "sum, Amount, Ordered before 2024-12-25"],
    ["What is the total amount since 1 February 2024?", "sum, Amount, Ordered since 2024-02-01"],
    ["What is the total amount in February 2024?", "sum, Amount, Ordered in 2024-02"],
    ["How many orders were there after January 2024 in Oslo?", "count, Order, Ordered after 2024-01, City = Oslo"],
    [
      "What is the total amount between 2024-01-01 and 2024-02-01?",
      "sum, Amount, Ordered between 2024-01-01 and 2024-02-01",
    ],
    ["How many orders have an amount over 1,000?", "count, Order, Amount more than 1000"],
  ])("compares with dates and groups by them: %j as %j", async (question, expected) => {
    expect(await plan(question, orders)).toBe(expected);
  });

  it.each([
    [
      "the compared column is not named",
      "How many parts are over 5?",
      undefined,
      "does not say which column must be over 5",
    ],
    [
      "two columns are compared",
      "How many parts cost over €5?",
      stock.replace("Seats", "List price"),
      'fits 2 columns: "Unit price", "List price"',
    ],
    [
      "two columns of dates fit",
      "How many orders were there in 2024?",
      `${orders}`.replace("Amount", "Paid").replaceAll(/\| [\d,]+\.\d\d \|/g, "| 2024-03-01 |"),
      'fits 2 columns: "Paid", "Ordered"',
    ],
    [
      "a value is also a comparison",
      "How many parts in room under 18 are there?",
      stock.replace("Ward", "Under 18"),
      '"Under 18" is a comparison, or a value of "Room"',
    ],
    [
      "a number may be a thousand",
      "How many orders have an amount over 1,000?",
      orders.replaceAll(/(\d)\.(\d\d) /g, "$1,$2 ").replace("1,000,00", "1.000,00"),
      '1,000 may be read with "." or ","',
    ],
    [
      "a month may be meant or not",
      "What is the total amount until 2024?",
      orders,
      '"until 2024" may include 2024 or not',
    ],
    ["the ends of a range are swapped", "How many parts have between 4 and 2 seats?", undefined, "do not fit together"],
  ] as const)("refuses and says so if %s: %j", async (_, question, text, why) => {
    expect(await refusal(question, text ?? stock)).toContain(why);
  });

  it("ties a value to the column that is named beside it", async () => {
    const numbered =
      "| Order | Customer | Pieces | Amount |\n| --- | --- | --- | --- |\n| O-1 | C-12 | 12 | 5 |\n| O-2 | C-7 | 12 | 6 |";
    expect(await planned("What is the total amount of customer 12?", numbered)).toBeUndefined();
    expect(await plan("What is the total amount of orders with 12 pieces?", numbered)).toBe("sum, Amount, Pieces = 12");
    expect(await plan("What is the average weight where the room is Lab?", stock.replace("Halberg", "Lab"))).toBe(
      "average, Weight (kg), Room = Lab",
    );
    expect(await refusal("What is the average weight of supplier Lab?")).toBe(
      '"Lab" is a value of "Room", but the question names "Supplier".',
    );
    const years =
      "| City | Year | Amount |\n| --- | --- | --- |\n| Oslo | 2023 | 5 |\n| Oslo | 2024 | 6 |\n| Rome | 2024 | 7 |";
    expect(await plan("What is the total amount in 2024?", years)).toBe("sum, Amount, Year = 2024");
  });

  it("does not look for every cell in a long text", async () => {
    expect(await plan(`${"please ".repeat(100)}what is the average weight?`)).toBe("average, Weight (kg)");
    expect(await planned(`${"please ".repeat(200)}what is the average weight?`)).toBeUndefined();
  });

  it("finds codes as values, in any case and with digits", async () => {
    const two = `${stock}\n| a-117é | Brunn | Lab | €1.00 | 1 | 9 |`;
    expect(await plan("What is the average weight of a-113 or A-115 or A-117É?", two)).toBe(
      "average, Weight (kg), Part = A-113 or A-115 or a-117é",
    );
  });

  it("is not about a comparison that no word of the table explains", async () => {
    expect(await planned("What is the total amount before 01/03/2024?", orders)).toBeUndefined();
    expect(await planned("What is the average of parts over 2 kg?")).toBeUndefined();
    expect(await planned("How many doctors earn more than €5?")).toBeUndefined();
    expect(await planned("How many parts cost more than the seats?")).toBeUndefined();
    expect(await planned("How many parts in the lab and how many cost over €5?")).toBeUndefined();
  });

  it("refuses a table that was read only in part", async () => {
    const document = documentOf(stock);
    const warnings = [{ code: "table-truncated", message: "The first 10 of 20 rows were read." }];
    const cut = { ...document, receipt: { ...document.receipt, warnings } };
    const sources = { passages: [passageOf(cut)], documents: new Map([[cut.id, cut]]) };
    const analyze = (text: string) => analyzer.analyze(text, "en");
    expect(await planCalculation("What is the average weight?", sources, analyze, never)).toMatchObject({
      status: "refused",
      why: "“Spare parts” was read only in part: The first 10 of 20 rows were read.",
    });
  });

  it("plans nothing if two columns fit", async () => {
    const two = stock.replace("Seats", "List price");
    expect(await refusal("What is the total price?", two)).toBe(
      'The question fits 2 columns: "Unit price", "List price".',
    );
    expect(await plan("What is the total list price?", two)).toBe("sum, List price");
  });

  it("plans nothing if two tables fit", async () => {
    expect(await planned("What is the average weight?", stock, stock)).toEqual({
      status: "refused",
      why: "The question fits 2 tables, in “Spare parts”.",
      isAboutSeveral: true,
    });
  });

  it("plans nothing if the table itself has a total", async () => {
    expect(await plan("What is the total price?", stock.replace("Seats", "Total price"))).toBeUndefined();
  });

  it("plans nothing if a value is in two columns", async () => {
    expect(await refusal("What is the average weight for Lab?", stock.replace("Halberg", "Lab"))).toBe(
      '"Lab" is a value of "Supplier", and "Lab" one of "Room".',
    );
  });
});
