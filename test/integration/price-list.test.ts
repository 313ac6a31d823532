import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { utils, write } from "@e965/xlsx";
import { type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../run-lydian.ts";

const NAMES = ["Ball bearing", "Hex bolt", "Seal ring", "Drive belt"];

/** Makes a workbook of eighty rows, so that most chunks begin below the header. */
function priceList(): Uint8Array {
  const parts = Array.from({ length: 80 }, (_, index) => {
    const price = { t: "n", v: (100 + index) * 1.37, z: "€ #,##0.00" };
    return [`A-${100 + index}`, `${NAMES[index % 4]} type ${100 + index}`, price];
  });
  const book = utils.book_new();
  const sheet = utils.aoa_to_sheet([["Price list"], [], ["Part", "Description", "Unit price"], ...parts]);
  utils.book_append_sheet(book, sheet, "Prices");
  const bytes: Uint8Array = write(book, { bookType: "xlsx", type: "buffer" });
  return bytes;
}

describe("a price list", () => {
  const folder = temporaryFolder();
  let lydian: Lydian;

  beforeAll(async () => {
    writeFileSync(join(folder.path, "prices.xlsx"), priceList());
    lydian = await openLydian({ store: join(folder.path, "store") });
    await lydian.add(join(folder.path, "prices.xlsx"));
  });
  afterAll(async () => {
    await lydian.close();
    folder.remove();
  });

  it.each([
    ["What is the price of part A-113?", "A-113 | Hex bolt type 113 | € 154.81", "17"],
    ["What is the unit price of A-171?", "A-171 | Drive belt type 171 | € 234.27", "75"],
  ])("answers %j with the row and its header, and cites the cells", async (question, row, number) => {
    const answer = await lydian.ask(question);
    if (answer.status !== "grounded") throw new Error(`The answer is ${answer.status}: ${answer.reason}`);
    expect(answer.text).toBe(`Part | Description | Unit price\n${row}`);
    expect(answer.citations.map(({ quote, location }) => [quote, location])).toEqual([
      ["Part | Description | Unit price", { sheet: "Prices", cells: "A3:C3" }],
      [row, { sheet: "Prices", cells: `A${number}:C${number}` }],
      ["Unit price", { sheet: "Prices", cells: "C3" }],
      [row.slice(0, 5), { sheet: "Prices", cells: `A${number}` }],
      [row.split(" | ")[2], { sheet: "Prices", cells: `C${number}` }],
    ]);
    for (const { answerSpan, quote } of answer.citations) {
      expect(answer.text.slice(answerSpan.start, answerSpan.end)).toBe(quote);
    }
  });
});
