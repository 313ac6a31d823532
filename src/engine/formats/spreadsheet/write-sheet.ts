import { columnName } from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";
import type { GridRow } from "../table/create-table-writer.ts";
import { type OpenHeader, type RegionWriters, writeRegion } from "../table/write-region.ts";
import type { TextWriter } from "../write/create-text-writer.ts";
import { listFormulas } from "./list-formulas.ts";
import type { Grid } from "./read-grid.ts";
import { splitRegions } from "./split-regions.ts";

export interface NamedGrid {
  readonly sheet: string;
  readonly grid: Grid;
}

/**
 * Writes a sheet: its name as a heading, each table with the lines around it, then its formulas and comments as lists.
 * A formula is listed apart from its values, once for all cells that it was filled into. Within the rows it would hide
 * the values that people look for and quote.
 */
export function writeSheet(writers: RegionWriters, { sheet, grid }: NamedGrid): void {
  const { writer, table } = writers;
  writer.addBlock({
    kind: "heading",
    level: 1,
    text: cleanText(sheet),
    location: { sheet, cells: firstCell(grid.rows) },
  });
  let header: OpenHeader | undefined;
  for (const region of splitRegions(grid.rows)) {
    for (const row of region.above) table.addProse(row);
    header = writeRegion(writers, region, header);
    for (const row of region.below) table.addProse(row);
  }
  const formulas = listFormulas(grid.formulas).map(({ cells, column, formula }) => {
    const above = columnLabel(grid.rows, column);
    return { cells, text: `- ${cells}${above === "" ? "" : ` (${above})`}: =${cleanText(formula)}` };
  });
  writeList(writer, sheet, formulas);
  const comments = grid.comments.map(({ row, column, text }) => {
    const cells = `${columnName(column)}${row}`;
    return { cells, text: `- Comment on ${cells}: ${cleanText(text)}` };
  });
  writeList(writer, sheet, comments);
}

interface ListedCells {
  readonly cells: string;
  readonly text: string;
}

function writeList(writer: TextWriter, sheet: string, items: readonly ListedCells[]): void {
  writer.startBlock();
  for (const { cells, text } of items) {
    const start = writer.addLine(text);
    writer.locate({ start, end: start + text.length }, { sheet, cells });
  }
  writer.endBlock({ kind: "list" });
}

/** Returns the first name in a formula's column, which is mostly the column's header. */
function columnLabel(rows: readonly GridRow[], column: number): string {
  const label = rows.find((row) => (row.cells[column] ?? "") !== "")?.cells[column] ?? "";
  return /^\p{L}/u.test(label) && label.length <= 40 ? label : "";
}

/** Returns the first cell of a sheet. A wider place would widen the place of every chunk that contains the heading. */
function firstCell(rows: readonly GridRow[]): string {
  const column = rows[0]?.cells.findIndex((cell) => cell !== "") ?? 0;
  return `${columnName(Math.max(0, column))}${rows[0]?.number ?? 1}`;
}

/** Returns text on one line. Outside of a table, `|` needs no escape. */
function cleanText(raw: string): string {
  return normalizeText(raw).replaceAll(/\s+/g, " ").trim();
}
