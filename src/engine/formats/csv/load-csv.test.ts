import fc from "fast-check";
import iconv from "iconv-lite";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { locateSpan } from "../../../core/index.ts";
import { cleanCell } from "../table/clean-cell.ts";
import { loadCsv } from "./load-csv.ts";

const load = (text: string | Uint8Array, mediaType = "text/csv") =>
  loadCsv({
    bytes: typeof text === "string" ? new TextEncoder().encode(text) : text,
    uri: "file:///a/my%20prices.csv",
    mediaType,
  });

describe("loadCsv", () => {
  it("reads rows as a table with its header, and locates cells in a sheet with the file's name", async () => {
    const { text, elements, locations, warnings } = await load("Part,Price\nA-113,12.50\nA-114,3.00\n");
    expect(text).toBe("| Part | Price |\n| --- | --- |\n| A-113 | 12.50 |\n| A-114 | 3.00 |");
    expect(elements).toEqual([{ kind: "table", span: { start: 0, end: text.length }, header: { start: 0, end: 16 } }]);
    const start = text.indexOf("| A-113");
    expect(locateSpan(locations, { start, end: start + 17 })).toEqual({ sheet: "my prices", cells: "A2:B2" });
    expect(warnings).toEqual([]);
  });

  it.each([";", "\t", "|", ","])("finds the delimiter %j", async (delimiter) => {
    const { text } = await load(`Part${delimiter}Price\nA-113${delimiter}"1,50"\nA-114${delimiter}"2,75"\n`);
    expect(text).toContain("| A-113 | 1,50 |");
  });

  it("splits a TSV at tabs, whatever its cells contain", async () => {
    const { text } = await load("a, b, c\td\ne, f, g\th\n", "text/tab-separated-values");
    expect(text).toContain("| e, f, g | h |");
  });

  it("keeps a line end within quotes in its cell, and counts rows as a spreadsheet does", async () => {
    const { text, locations } = await load('Part,Note\n"A-1","first\nsecond"\n\nA-2,third\n');
    expect(text).toContain("| A-1 | first second |");
    const start = text.indexOf("third");
    expect(locateSpan(locations, { start, end: start + 5 })).toEqual({ sheet: "my prices", cells: "B4" });
  });

  it("warns of rows with another number of cells, and keeps all of them", async () => {
    const { text, warnings } = await load("Part,Price\nA-1,1,extra\nA-2\nA-3,3\n");
    expect(text).toContain("| A-1 | 1 | extra |");
    expect(warnings).toMatchObject([{ code: "rows-ragged", message: expect.stringMatching(/^2 of 4 rows/) }]);
  });

  it("reads a large table in parts, and keeps cells at their borders whole", async () => {
    const note = 'a "quoted"\nnote, with a comma';
    const count = 60_000;
    const lines = Array.from({ length: count }, (_, row) => `A-${row},"${note.replaceAll('"', '""')}",${row}`);
    const { text, locations, warnings } = await load(`Part,Note,Number\n${lines.join("\n")}\n`);
    const rows = text.split("\n").slice(2);
    expect(rows).toHaveLength(count);
    expect(rows.every((row, index) => row === `| A-${index} | a "quoted" note, with a comma | ${index} |`)).toBe(true);
    const start = text.indexOf("| A-59999 |");
    expect(locateSpan(locations, { start, end: start + 11 })).toEqual({ sheet: "my prices", cells: "A60001:C60001" });
    expect(locations.length).toBeLessThan(70_000);
    expect(warnings).toEqual([]);
  });

  it("reads quotation marks as plain characters if one is never closed", async () => {
    const { text, warnings } = await load('Part,Size\nA-1,"5\nA-2,6\nA-3,7\n');
    expect(text).toContain('| A-1 | "5 |\n| A-2 | 6 |');
    expect(warnings).toMatchObject([{ code: "quote-unclosed" }]);
  });

  it("reads a file in an old encoding", async () => {
    const { text } = await load(iconv.encode("名前,年齢\n佐藤太郎,30\n三木英子,25\n", "Shift_JIS"));
    expect(text).toContain("| 佐藤太郎 | 30 |");
  });

  it.each(["", "\n\n", ",,,\n,,"])("finds no table in %j", async (text) => {
    expect(await load(text)).toMatchObject({ text: "", elements: [], locations: [] });
  });

  it("writes every cell of any table", async () => {
    const value = fc.oneof(fc.constantFrom("a", "1.5", "x,y", 'say "hi"', "two\nlines", ""), fc.string());
    const rows = fc
      .array(fc.array(value, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 6 })
      .filter((all) => all.every((row) => row.some((cell) => cleanCell(cell) !== "")));
    await fc.assert(
      fc.asyncProperty(rows, async (written) => {
        const { text } = await load(`\uFEFFone,two,three\n${Papa.unparse(written, { newline: "\n" })}`);
        const lines = written.map((row) => `| ${row.map(cleanCell).join(" | ")} |`);
        expect(text.split("\n").filter((line) => !/^\| (?:one|---) /.test(line))).toEqual(lines);
      }),
      { numRuns: 60 },
    );
  });
});
