import { type BookType, CFB, utils, type WorkSheet, write } from "@e965/xlsx";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnName, EncryptedDocumentError, LoadFailedError, LydianError, locateSpan } from "../../../core/index.ts";
import { cleanCell } from "../table/clean-cell.ts";
import { loadSpreadsheet } from "./load-spreadsheet.ts";

type Sheets = Readonly<Record<string, WorkSheet>>;
const kinds: readonly BookType[] = ["xlsx", "biff8", "ods", "xlsb"];

function save(sheets: Sheets, bookType: BookType = "xlsx", hidden: readonly number[] = []): Uint8Array {
  const book = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name);
  book.Workbook = { Sheets: book.SheetNames.map((_, index) => ({ Hidden: hidden.includes(index) ? 1 : 0 })) };
  const bytes: Uint8Array = write(book, { bookType, type: "buffer", compression: true });
  return bytes;
}

const germanDate = (day: string) => day.split("-").reverse().join(".");

/** Saves days as LibreOffice does: each cell has its date and the text that was shown. */
function saveOdsDates(days: readonly string[], start: string): Uint8Array {
  const cells = days.map(
    (day) =>
      `<table:table-cell table:style-name="ce1" office:value-type="date" office:date-value="${day}"><text:p>${germanDate(day)}</text:p></table:table-cell>`,
  );
  const dot = "<number:text>.</number:text>";
  const style = `<number:date-style style:name="N1"><number:day number:style="long"/>${dot}<number:month number:style="long"/>${dot}<number:year number:style="long"/></number:date-style><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>`;
  const settings = `<table:calculation-settings><table:null-date table:date-value="${start}"/></table:calculation-settings>`;
  const table = `<table:table table:name="A"><table:table-row>${cells.join("")}</table:table-row></table:table>`;
  const container = CFB.read(save({ A: sheetOf([["x"]]) }, "ods"), { type: "buffer" });
  CFB.find(container, "/content.xml").content = Buffer.from(
    `<office:document-content><office:automatic-styles>${style}</office:automatic-styles><office:body><office:spreadsheet>${settings}${table}</office:spreadsheet></office:body></office:document-content>`,
  );
  const bytes: Uint8Array = CFB.write(container, { type: "buffer", fileType: "zip" });
  return bytes;
}

const load = (bytes: Uint8Array) => loadSpreadsheet({ bytes, uri: "a.xlsx", mediaType: "" });
const listCells = (cells: readonly unknown[], row: number) =>
  cells.map((cell, column) => ({
    address: `${columnName(column)}${row + 1}`,
    shown: cleanCell(typeof cell === "boolean" ? String(cell).toUpperCase() : String(cell)),
  }));
const sheetOf = (rows: readonly (readonly unknown[])[]) => utils.aoa_to_sheet(rows.map((row) => [...row]));
const prices = [
  ["Part", "Price"],
  ["A-113", 12.5],
  ["A-114", 3],
];

describe("loadSpreadsheet", () => {
  it.each(kinds)("reads the sheets of %s under their names, with the address of every cell", async (kind) => {
    const { text, elements, locations } = await load(save({ Prices: sheetOf(prices), Staff: sheetOf([["Ng"]]) }, kind));
    expect(text).toBe("Prices\n\n| Part | Price |\n| --- | --- |\n| A-113 | 12.5 |\n| A-114 | 3 |\n\nStaff\n\nNg");
    expect(elements.map(({ kind: what }) => what)).toEqual(["heading", "table", "heading", "paragraph"]);
    const header = elements[1]?.header;
    expect(text.slice(header?.start, header?.end)).toBe("| Part | Price |");
    const start = text.indexOf("| A-113");
    expect(locateSpan(locations, { start, end: start + 16 })).toEqual({ sheet: "Prices", cells: "A2:B2" });
    expect(locateSpan(locations, { start: start + 10, end: start + 14 })).toEqual({ sheet: "Prices", cells: "B2" });
  });

  const excelKinds = kinds.filter((kind) => kind !== "ods");
  it.each(excelKinds)("writes the dates of %s in ISO form, with the shown form beside it", async (kind) => {
    const serials = { "dd.mm.yyyy": 45671, "dd.mm.yyyy hh:mm": 45671.5, "[$-407]d. mmmm yyyy": 45671, "m/d/yy": 45671 };
    const cells = Object.entries(serials).map(([z, v]) => ({ t: "n", v, z }));
    const { text, warnings } = await load(save({ A: sheetOf([["Day", "Time", "Long", "Short"], cells]) }, kind));
    expect(text).toContain("| 2025-01-14 (14.01.2025) | 2025-01-14 12:00 (14.01.2025 12:00) |");
    expect(text).toContain("| 2025-01-14 (14. Januar 2025) | 2025-01-14 |");
    expect(warnings).toEqual([]);
  });

  it.each(excelKinds)("counts the days of %s from 1904 where the workbook does", async (kind) => {
    const book = utils.book_new();
    utils.book_append_sheet(book, sheetOf([["Day"], [{ t: "n", v: 45671 - 1462, z: "dd.mm.yyyy" }]]), "A");
    book.Workbook = { WBProps: { date1904: true } };
    expect((await load(write(book, { bookType: kind, type: "buffer" }))).text).toContain("2025-01-14 (14.01.2025)");
  });

  it.each(["1899-12-30", "1904-01-01"])("reads the dates of LibreOffice, counted from %s", async (start) => {
    const days = ["2025-01-14", "1848-03-18", "1900-01-02", "1900-03-01"];
    const { text, warnings } = await load(saveOdsDates(days, start));
    for (const day of days) expect(text).toContain(`${day} (${germanDate(day)})`);
    expect(warnings).toEqual([]);
  });

  it.each([27, 31, 36, 50, 57])("reads the built-in East Asian date format %d in ISO form", async (id) => {
    const container = CFB.read(
      save({
        A: sheetOf([
          ["Day"],
          [
            { t: "n", v: 45671, z: "0" },
            { t: "n", v: 45672, z: "0" },
          ],
        ]),
      }),
      {
        type: "buffer",
      },
    );
    const styles = CFB.find(container, "/xl/styles.xml");
    const before = styles.content.toString("utf8");
    styles.content = Buffer.from(before.replaceAll('numFmtId="1"', `numFmtId="${id}"`));
    expect(styles.content.toString("utf8")).not.toBe(before);
    const bytes: Buffer = CFB.write(container, { type: "buffer", fileType: "zip" });
    expect((await load(bytes)).text).toContain("| 2025-01-14 | 2025-01-15 |");
  });

  it("warns of a number whose format cannot be applied, with its place", async () => {
    const sheet = sheetOf([
      ["Day", "Size"],
      [{ t: "n", v: -5, z: "dd.mm.yyyy" }, 3],
    ]);
    const { text, warnings } = await load(save({ A: sheetOf([["x"]]), B: sheet }));
    expect(text).toContain("| -5 | 3 |");
    const message =
      "1 number with a format that could not be applied; the stored number was read instead. The first is A2 of sheet 2.";
    expect(warnings).toEqual([{ code: "number-shown-raw", message }]);
  });

  it("finds the header above dates with a long shown form", async () => {
    const date = { t: "n", v: 45671.5, z: "[$-407]dddd, d. mmmm yyyy hh:mm" };
    const { text, elements } = await load(
      save({
        A: sheetOf([
          ["Part", "Day"],
          ["Pump one", date],
          ["Pump", date],
        ]),
      }),
    );
    const header = elements[1]?.header;
    expect(text.slice(header?.start, header?.end)).toBe("| Part | Day |");
  });

  it("shows numbers as the sheet does, and the built-in date in ISO form", async () => {
    const sheet = sheetOf([
      ["When", "Price", "Share", "Paid"],
      [
        { t: "n", v: 45413, z: "m/d/yy" },
        { t: "n", v: 1234.5, z: "€ #,##0.00" },
        { t: "n", v: 0.125, z: "0.0%" },
        { t: "b", v: true },
      ],
    ]);
    expect((await load(save({ A: sheet }))).text).toContain("| 2024-05-01 | € 1,234.50 | 12.5% | TRUE |");
  });

  it("lists formulas below the table, once for the cells that they were filled into", async () => {
    const sheet = sheetOf([
      ["Part", "Number", "Price", "Total"],
      ["A", 2, 5, { t: "n", v: 10, f: "B2*C2" }],
      ["B", 3, 5, { t: "n", v: 15, f: "B3*C3" }],
    ]);
    const { text, locations } = await load(save({ A: sheet }));
    expect(text).toContain("| A | 2 | 5 | 10 |");
    const line = "- D2:D3 (Total): =B2*C2";
    expect(text).toContain(line);
    const start = text.indexOf(line);
    expect(locateSpan(locations, { start, end: start + line.length })).toEqual({ sheet: "A", cells: "D2:D3" });
  });

  it("reads comments on cells", async () => {
    const sheet = sheetOf(prices);
    sheet.B2 = { t: "n", v: 12.5, c: [{ a: "Ng", t: "from May on" }] };
    expect((await load(save({ A: sheet }))).text).toContain("- Comment on B2: from May on");
  });

  it("repeats a cell that is merged over rows, so that each row can be read alone", async () => {
    const sheet = sheetOf([
      ["Group", "Part", "Price"],
      ["Bolts", "A", 1],
      [undefined, "B", 2],
    ]);
    sheet["!merges"] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }];
    expect((await load(save({ A: sheet }))).text).toContain("| Bolts | A | 1 |\n| Bolts | B | 2 |");
  });

  it("ends a table at a blank row, and reads a single cell above as its caption", async () => {
    const rows = [["Prices of 2024"], ...prices, [], ["Total", 15.5], [], ["Name", "Hired"], ["Ng", "2020-01-02"]];
    const { text, elements } = await load(save({ A: sheetOf(rows) }));
    const kindsOf = elements.map(({ kind }) => kind);
    expect(kindsOf).toEqual(["heading", "paragraph", "table", "table", "table"]);
    const headers = elements.slice(2).map(({ header }) => text.slice(header?.start, header?.end));
    expect(headers).toEqual(["| Part | Price |", "| Part | Price |", "| Name | Hired |"]);
  });

  it("reads hidden cells, with a warning", async () => {
    const sheet = sheetOf(prices);
    sheet["!rows"] = [{}, { hidden: true }];
    sheet["!cols"] = [{}, { hidden: true }];
    const { text, warnings } = await load(save({ A: sheetOf([["shown"]]), B: sheet }, "xlsx", [1]));
    expect(text).toContain("| A-113 | 12.5 |");
    expect(warnings).toEqual([
      { code: "hidden-cells", message: "1 sheet, 1 row and 1 column are hidden in the workbook. They were read." },
    ]);
  });

  it("stops at its limit of rows, and warns of it", async () => {
    const sheet = sheetOf(
      Array.from({ length: 10_100 }, (_, row) => [row, ...(row === 0 ? Array(120).fill("x") : [])]),
    );
    const { text, warnings } = await load(save({ A: sheet }));
    expect(text).toContain("\n| 9999 |");
    expect(text).not.toContain("10000");
    expect(warnings).toMatchObject([{ code: "table-truncated", message: expect.stringMatching(/10000 rows/) }]);
  });

  it("writes the cells of any grid, with their addresses", async () => {
    const value = fc.oneof(fc.integer(), fc.boolean(), fc.constantFrom("", "a|b", " x ", "two\nlines", "e\u0301"));
    const rows = fc.array(fc.array(value, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom(...kinds), async (written, kind) => {
        const { text, locations } = await load(save({ A: sheetOf(written) }, kind));
        const found = new Map(
          locations.map(({ span, location }) => [
            "cells" in location ? location.cells : "",
            text.slice(span.start, span.end),
          ]),
        );
        for (const { address, shown } of written.flatMap(listCells)) {
          if (shown !== "") expect(found.get(address)).toBe(shown);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("hostile workbooks", () => {
  it("reads a sheet that claims to use all possible cells", async () => {
    const sheet = sheetOf(prices);
    sheet["!ref"] = "A1:B3";
    const container = CFB.read(save({ A: sheet }), { type: "buffer" });
    const entry = CFB.find(container, "/xl/worksheets/sheet1.xml");
    entry.content = Buffer.from(entry.content.toString("utf8").replace('ref="A1:B3"', 'ref="A1:XFD1048576"'));
    const bytes: Buffer = CFB.write(container, { type: "buffer", fileType: "zip", compression: true });
    expect((await load(bytes)).text).toContain("| A-113 | 12.5 |");
  });

  it("refuses a workbook that inflates beyond its limit", async () => {
    const container = CFB.utils.cfb_new();
    const zeros = Buffer.alloc(90_000_000);
    for (const name of ["[Content_Types].xml", "xl/a.xml", "xl/b.xml"]) CFB.utils.cfb_add(container, `/${name}`, zeros);
    CFB.utils.use_zlib(await import("node:zlib"));
    const bytes: Buffer = CFB.write(container, { type: "buffer", fileType: "zip", compression: true });
    expect(bytes.length).toBeLessThan(1_000_000);
    await expect(load(bytes)).rejects.toThrow("inflate to");
  });

  it("says that a workbook needs a password", async () => {
    const container = CFB.read(save({ A: sheetOf(prices) }, "biff8"), { type: "buffer" });
    const entry = CFB.find(container, "/Workbook");
    const content = Buffer.from(entry.content);
    const afterFirst = 4 + content.readUInt16LE(2);
    const filePassword = Buffer.from([0x2f, 0, 6, 0, 0, 0, 0x12, 0x34, 0x56, 0x78]);
    entry.content = Buffer.concat([content.subarray(0, afterFirst), filePassword, content.subarray(afterFirst)]);
    const bytes: Buffer = CFB.write(container, { type: "buffer" });
    await expect(load(bytes)).rejects.toThrow(EncryptedDocumentError);
  });

  it("says that an encrypted ODS needs a password", async () => {
    const container = CFB.read(save({ A: sheetOf(prices) }, "ods"), { type: "buffer" });
    const entry = CFB.find(container, "/META-INF/manifest.xml");
    entry.content = Buffer.from("<manifest:manifest><manifest:encryption-data/></manifest:manifest>");
    const bytes: Buffer = CFB.write(container, { type: "buffer", fileType: "zip" });
    await expect(load(bytes)).rejects.toThrow(EncryptedDocumentError);
  });

  it("returns a document or a clear error, wherever a file is broken", async () => {
    const files = kinds.map((kind) => save({ Prices: sheetOf(prices) }, kind));
    const change = fc.tuple(fc.nat({ max: 30_000 }), fc.nat({ max: 255 }));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(change, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        async (file, changes, isCut) => {
          const bytes = Uint8Array.from(file);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const broken = isCut ? bytes.subarray(0, (changes[0]?.[0] ?? 0) % bytes.length) : bytes;
          await load(broken).catch((error: unknown) => expect(error).toBeInstanceOf(LydianError));
        },
      ),
      { numRuns: 60 },
    );
    await expect(load(new Uint8Array([0x50, 0x4b, 3, 4]))).rejects.toThrow(LoadFailedError);
  });
});
