import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawPdf, loadBytes, put } from "./fixtures/draw-pdf.ts";

interface Sheet {
  readonly rows: readonly (readonly string[])[];
  readonly widths: readonly number[];
  readonly top?: number;
  readonly height?: number;
}

/** A table with all its lines; the text of a cell is wrapped within it. */
function ruled(pdf: PDFKit.PDFDocument, { rows, widths, top = 100, height = 40 }: Sheet): void {
  pdf.fontSize(10);
  for (const [number, row] of rows.entries()) {
    let x = 72;
    for (const [column, cell] of row.entries()) {
      const width = widths[column] ?? 100;
      pdf.rect(x, top + number * height, width, height).stroke();
      pdf.text(cell, x + 4, top + number * height + 4, { width: width - 8 });
      x += width;
    }
  }
}

function aligned(pdf: PDFKit.PDFDocument, { rows, widths, top = 100, height = 18 }: Sheet): void {
  pdf.fontSize(10);
  for (const [number, row] of rows.entries()) {
    let x = 72;
    for (const [column, cell] of row.entries()) {
      if (cell !== "") put(pdf, cell, { x, y: top + number * height });
      x += widths[column] ?? 100;
    }
  }
}

async function tablesOf(bytes: Uint8Array) {
  const { text, elements } = await loadBytes(bytes);
  return elements
    .filter(({ kind }) => kind === "table")
    .map(({ span, header }) => ({
      rows: text.slice(span.start, span.end).split("\n"),
      header: header === undefined ? undefined : text.slice(header.start, header.end),
    }));
}

describe("tables between ruling lines", () => {
  it("join the lines of a cell, and write a row as one line", async () => {
    const rows = [
      ["Part", "What it is for", "Price"],
      ["A-113", "Seals the door of the autoclave so that no steam gets out", "38.50"],
      ["A-114", "Hose", "12.00"],
    ];
    const [table] = await tablesOf(await drawPdf((pdf) => ruled(pdf, { rows, widths: [60, 110, 60] })));
    expect(table?.rows).toEqual(rows.map((row) => row.join("   ")));
    expect(table?.header).toBe("Part   What it is for   Price");
  });

  it("keep the place of an empty cell", async () => {
    const rows = [
      ["Day", "Morning", "Afternoon", "Nurse"],
      ["Monday", "8 to 12", "", "Ng"],
      ["Friday", "", "2 to 5", "Ito"],
    ];
    const [table] = await tablesOf(await drawPdf((pdf) => ruled(pdf, { rows, widths: [80, 80, 80, 80] })));
    expect(table?.rows.map((row) => row.split("   "))).toEqual(rows);
  });

  it("are not frames around paragraphs, nor boxes beside each other", async () => {
    const long = "The clinic opens at nine in the morning and closes at five in the afternoon. ".repeat(7);
    const bytes = await drawPdf((pdf) =>
      ruled(pdf, {
        rows: [
          [long, long],
          [long, long],
        ],
        widths: [220, 220],
        height: 200,
      }),
    );
    expect(await tablesOf(bytes)).toEqual([]);
  });

  it("contain any short texts cell by cell", async () => {
    const cell = fc.stringMatching(/^[A-Za-z][a-z]{0,8}( [a-z0-9]{1,6})?$/);
    const sheet = fc
      .integer({ min: 2, max: 4 })
      .chain((columns) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 2, maxLength: 5 }),
      );
    await fc.assert(
      fc.asyncProperty(sheet, async (rows) => {
        const [table] = await tablesOf(await drawPdf((pdf) => ruled(pdf, { rows, widths: [110, 110, 110, 110] })));
        expect(table?.rows.map((row) => row.split("   "))).toEqual(rows);
      }),
      { numRuns: 20 },
    );
  });
});

describe("tables by alignment", () => {
  it("keep columns with empty cells apart, and numbers with their signs", async () => {
    const bytes = await drawPdf((pdf) =>
      aligned(pdf, {
        rows: [
          ["Code", "Location", "", "Expected", "Actual"],
          ["SKU-1", "A-12", "$", "450.00", "448.00"],
          ["SKU-2", "", "", "780.00", "778.00"],
          ["SKU-3", "C-15", "", "91.00", ""],
        ],
        widths: [90, 90, 30, 90, 90],
      }),
    );
    const [table] = await tablesOf(bytes);
    expect(table?.rows).toEqual([
      "Code   Location   Expected   Actual",
      "SKU-1   A-12   $ 450.00   448.00",
      "SKU-2      780.00   778.00",
      "SKU-3   C-15   91.00",
    ]);
    expect(table?.header).toBe("Code   Location   Expected   Actual");
  });

  it("join words that continue below a row's cell, and keep names of groups", async () => {
    const rows = [
      ["Part", "Use", "Price"],
      ["Doors", "", ""],
      ["A-1", "Seals the door", "3.50"],
      ["", "of the autoclave", ""],
      ["A-2", "Hose", "4.50"],
    ];
    const bytes = await drawPdf((pdf) => aligned(pdf, { rows, widths: [80, 140, 80], height: 12.5 }));
    expect((await tablesOf(bytes))[0]?.rows).toEqual([
      "Part   Use   Price",
      "Doors",
      "A-1   Seals the door of the autoclave   3.50",
      "A-2   Hose   4.50",
    ]);
  });

  it("continue over a page break, without the repeated header", async () => {
    const header = ["Part", "Name", "Price"];
    const rows = Array.from({ length: 30 }, (_, index) => [`A-${100 + index}`, `Hose ${index}`, `${index}.50`]);
    const bytes = await drawPdf((pdf) => {
      aligned(pdf, { rows: [header, ...rows.slice(0, 15)], widths: [100, 150, 80] });
      pdf.addPage();
      aligned(pdf, { rows: [header, ...rows.slice(15)], widths: [100, 150, 80] });
    });
    const tables = await tablesOf(bytes);
    expect(tables).toHaveLength(1);
    expect(tables[0]?.rows).toEqual([header, ...rows].map((row) => row.join("   ")));
    const { locations } = await loadBytes(bytes);
    expect(new Set(locations.map(({ location }) => ("page" in location ? location.page : 0)))).toEqual(new Set([1, 2]));
  });

  it("keep columns of words together, though each alone could be a column of prose", async () => {
    const rows = [
      ["Message", "Meaning", "What to do"],
      ["E12", "Door is not locked", "Open the door and close it again"],
      ["E17", "Water tank is empty", "Fill the tank"],
      ["E33", "Pressure rises too slowly", "Stop the load and call Steriservice Ltd"],
    ];
    const bytes = await drawPdf((pdf) => aligned(pdf, { rows, widths: [80, 150, 200] }));
    expect((await tablesOf(bytes))[0]?.rows).toEqual(rows.map((row) => row.join("   ")));
  });

  it("are not lists with bullets, nor lines with a date at their end", async () => {
    const bytes = await drawPdf((pdf) =>
      aligned(pdf, {
        rows: [
          ["•", "Wash your hands before you touch the instruments"],
          ["•", "Close the door of the autoclave"],
          ["•", "Write down the time"],
        ],
        widths: [24, 300],
      }),
    );
    const { text, elements } = await loadBytes(bytes);
    expect(elements.map(({ kind }) => kind)).toEqual(["list"]);
    expect(text.split("\n")[1]).toBe("• Close the door of the autoclave");
  });
});
