import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnName, locateSpan } from "../../../core/index.ts";
import { createTextWriter } from "../write/create-text-writer.ts";
import { cleanCell } from "./clean-cell.ts";
import { createTableWriter, type GridRow } from "./create-table-writer.ts";
import { writeRegion } from "./write-region.ts";

const cell = fc.oneof(fc.constantFrom("", "a", "12.5", "x | y", "e\u0301", "two\nlines", "\u0338", "😀"), fc.string());
const grid = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });

function write(rows: readonly (readonly string[])[], locatedCells: number, locatedRows = 1_000) {
  const writer = createTextWriter();
  const table = createTableWriter(writer, locatedCells, locatedRows)("Prices");
  const clean = rows.map((cells, index) => ({ number: index * 3 + 2, cells: cells.map(cleanCell) }));
  const width = Math.max(...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, column) => column);
  const used = columns.filter((column) => clean.some(({ cells }) => (cells[column] ?? "") !== ""));
  writeRegion({ writer, table }, { rows: clean, columns: used }, undefined);
  return { ...writer.finish(), clean, columns: used };
}

/** Returns the range from the first to the last cell of a row that is not empty; undefined if all are. */
function rangeOf({ number, cells }: GridRow, columns: readonly number[]): string | undefined {
  const isFilled = (column: number) => (cells[column] ?? "") !== "";
  const first = columns.find(isFilled);
  const last = columns.findLast(isFilled);
  if (first === undefined || last === undefined) return undefined;
  const from = `${columnName(first)}${number}`;
  return first === last ? from : `${from}:${columnName(last)}${number}`;
}

describe("tables", () => {
  it("locates every cell at its address, and every row at the range of its cells", () => {
    fc.assert(
      fc.property(grid, (rows) => {
        const { text, clean, locations, elements, columns } = write(rows, 1000);
        const cells = new Map(
          clean.flatMap(({ number, cells }) => cells.map((value, column) => [`${columnName(column)}${number}`, value])),
        );
        const filled = [...cells].filter(([, value]) => value !== "").map(([address]) => address);
        expect(text).toBe(text.normalize("NFC"));
        const located = locations.map(({ span, location }) => {
          const address = "cells" in location ? location.cells : "";
          expect(text.slice(span.start, span.end)).toBe(cells.get(address));
          return address;
        });
        expect(located.sort()).toEqual(filled.sort());
        if (elements[0]?.kind !== "table") return;
        for (const row of clean) {
          const line = `| ${columns.map((column) => row.cells[column] ?? "").join(" | ")} |`;
          expect(text.split("\n")).toContain(line);
          const range = rangeOf(row, columns);
          if (range === undefined || text.split(line).length !== 2) continue;
          const start = text.indexOf(line);
          expect(locateSpan(locations, { start, end: start + line.length })).toEqual({ sheet: "Prices", cells: range });
        }
      }),
    );
  });

  it("locates rows instead of cells in a document with too many cells", () => {
    const { text, locations } = write(
      [
        ["Part", "Price"],
        ["A-1", "12.50"],
        ["A-2", ""],
        ["A-3", "9"],
      ],
      4,
    );
    const places = locations.map(({ span, location }) => [text.slice(span.start, span.end), location]);
    expect(places.slice(0, 4).map(([value]) => value)).toEqual(["Part", "Price", "A-1", "12.50"]);
    expect(places.slice(4)).toEqual([
      ["| A-2 |  |", { sheet: "Prices", cells: "A8" }],
      ["| A-3 | 9 |", { sheet: "Prices", cells: "A11:B11" }],
    ]);
  });

  it("locates groups of ten rows in a document with too many rows", () => {
    const rows = Array.from({ length: 25 }, (_, index) => [`A-${index}`, index % 2 === 0 ? "9" : ""]);
    const { text, locations } = write([["Part", "Price"], ...rows], 0, 3);
    const ranges = locations.map(({ location }) => ("cells" in location ? location.cells : ""));
    expect(ranges).toEqual(["A2:B2", "A5:B5", "A8", "A11:B38", "A41:B68", "A71:B77"]);
    const start = text.indexOf("| A-14 |");
    expect(locateSpan(locations, { start, end: start + 8 })).toEqual({ sheet: "Prices", cells: "A41:B68" });
    const spans = locations.map(({ span }) => text.slice(span.start, span.end));
    expect(spans.slice(3).map((lines) => lines.split("\n").length)).toEqual([10, 10, 3]);
  });
});
