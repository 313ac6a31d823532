import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTables, type TextTable } from "./read-tables.ts";

const texts = (table: TextTable | undefined) => table?.rows.map(({ cells }) => cells.map(({ text }) => text));

function readWhole(text: string, headerLines: number) {
  const header = text.split("\n").slice(0, headerLines).join("\n").length;
  const element = { kind: "table", span: { start: 0, end: text.length } };
  return readTables(text, [headerLines === 0 ? element : { ...element, header: { start: 0, end: header } }])[0];
}

describe("the tables of a text", () => {
  it("have cells between bars, with escaped bars and empty cells", () => {
    const table = readWhole("| Part | Note |\n| --- | --- |\n| A-1 | a \\| b |\n| A-2 |  |", 1);
    expect(table?.names).toEqual(["Part", "Note"]);
    expect(texts(table)).toEqual([
      ["A-1", "a | b"],
      ["A-2", ""],
    ]);
  });

  it.each(["", "-", "|", "|-|"])("takes linear time for a line of %j and very many spaces", (start) => {
    const line = `${start}${" ".repeat(300_000)}x`;
    expect(readWhole(`Part\n${line}`, 1)?.rows).toHaveLength(1);
  });

  it("may have no bars at the ends of their lines", () => {
    const table = readWhole("Part | Price\n--- | ---:\nA-1 | 3\nA-2 | 4", 1);
    expect(table?.cells).toBe("bars");
    expect(texts(table)).toEqual([
      ["A-1", "3"],
      ["A-2", "4"],
    ]);
  });

  it("may separate cells by gaps, two gaps around an empty cell", () => {
    const table = readWhole("Part   Colour   Price\nA-1   red   3\nA-2      4", 1);
    expect(texts(table)).toEqual([
      ["A-1", "red", "3"],
      ["A-2", "", "4"],
    ]);
  });

  it("have column names joined from several header rows; a name over two columns counts for both", () => {
    const table = readWhole(
      "| Ward | 2024 |  | Ward lead |\n| Ward | Beds | Staff | Name |\n| --- | --- |\n| N | 1 | 2 | x |",
      2,
    );
    expect(table?.names).toEqual(["Ward", "2024 Beds", "2024 Staff", "Ward lead Name"]);
  });

  it("do not have a repeated header as a row", () => {
    const table = readWhole("| Part | Price |\n| --- | --- |\n| A | 1 |\n| Part | Price |\n| B | 2 |", 1);
    expect(texts(table)).toEqual([
      ["A", "1"],
      ["B", "2"],
    ]);
  });

  it("may have a row of dashes other than the rule below the header", () => {
    expect(texts(readWhole("| a | b |\n| --- | --- |\n| 1 | 2 |\n| - | - |", 1))).toEqual([
      ["1", "2"],
      ["-", "-"],
    ]);
  });

  it("are one table for all parts under one header", () => {
    const text = "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n| 3 | 4 |";
    const header = { start: 0, end: 9 };
    const tables = readTables(text, [
      { kind: "table", span: { start: 0, end: 33 }, header },
      { kind: "table", span: { start: 35, end: text.length }, header },
    ]);
    expect(tables).toHaveLength(1);
    expect(texts(tables[0])).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
    expect(tables[0]?.span).toEqual({ start: 0, end: text.length });
  });

  it("give every cell with its exact span", () => {
    const cell = fc.string({ unit: "grapheme", maxLength: 8 }).map((text) => text.replace(/[\s|\\-]+/gu, " ").trim());
    const row = fc.array(cell, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
        const named = ["#1", "#2", "#3"];
        const body = rows.filter((cells) => cells.join("").trim() !== "" && cells.join() !== named.join());
        const lines = body.map((cells) => `| ${cells.join(" | ")} |`);
        const text = ["| #1 | #2 | #3 |", "| --- | --- | --- |", ...lines].join("\n");
        const table = readWhole(text, 1);
        expect(texts(table)).toEqual(body);
        for (const { cells } of table?.rows ?? []) {
          for (const { text: own, span } of cells) expect(text.slice(span.start, span.end)).toBe(own);
        }
      }),
    );
  });
});
