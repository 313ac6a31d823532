import { describe, expect, it } from "vitest";
import type { ContextPassage, Document, Hit } from "../../../core/index.ts";
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

function plan(question: string, ...texts: readonly string[]) {
  const documents = (texts.length > 0 ? texts : [stock]).map((text, index) => documentOf(text, `stock-${index}`));
  const planned = planCalculation(
    question,
    { passages: documents.map(passageOf), documents: new Map(documents.map((one) => [one.id, one])) },
    (text) => analyzer.analyze(text, "en"),
  );
  if (planned === undefined) return undefined;
  const { operation, column, conditions, label } = planned.plan;
  const where = conditions.map(({ column: { name }, is }) => `${name} = ${is}`);
  return [operation, column?.name, ...where, ...(label ? [`of ${label.name}`] : [])].join(", ");
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
  ])("plans %j as %j", (question, expected) => {
    expect(plan(question)).toBe(expected);
  });

  it.each([
    ["asks for nothing that is computed", "What is the unit price of A-113?"],
    ["asks about one row", "What is the total unit price of A-113?"],
    ["has a word that the table does not explain", "What is the total unit price of the parts sold in May?"],
    ["denies", "What is the total unit price of parts that are not in the Lab?"],
    ["joins two values", "What is the total unit price in the Lab and the Ward?"],
    ["compares", "How many parts cost more than €5?"],
    ["asks for two things at once", "What are the lowest and the highest unit price?"],
    ["counts what a column has as numbers", "How many seats are in the lab?"],
    ["counts what no column names", "How many doctors are in the lab?"],
    ["asks for a place", "Where is the cheapest part from Halberg?"],
    ["asks by group", "What is the average weight per room?"],
    ["asks for the meaning of a word", "What does A-113 mean?"],
  ])("plans nothing for a question that %s: %j", (_, question) => {
    expect(plan(question)).toBeUndefined();
  });

  it("plans nothing if two columns fit", () => {
    const two = stock.replace("Seats", "List price");
    expect(plan("What is the total price?", two)).toBeUndefined();
    expect(plan("What is the total list price?", two)).toBe("sum, List price");
  });

  it("plans nothing if two tables fit", () => {
    expect(plan("What is the average weight?", stock, stock)).toBeUndefined();
  });

  it("plans nothing if the table itself has a total", () => {
    expect(plan("What is the total price?", stock.replace("Seats", "Total price"))).toBeUndefined();
  });

  it("plans nothing if a value is in two columns", () => {
    expect(plan("What is the average weight for Lab?", stock.replace("Halberg", "Lab"))).toBeUndefined();
  });
});
