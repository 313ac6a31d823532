import { columnName } from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";
import type { GridRow, TableWriter } from "../table/create-table-writer.ts";
import { type OpenHeader, writeRegion } from "../table/write-region.ts";
import type { TextWriter } from "../write/create-text-writer.ts";
import { listFormulas } from "./list-formulas.ts";
import type { Grid } from "./read-grid.ts";
import { splitRegions } from "./split-regions.ts";

/**
 * Writes a sheet: its name as a heading, each table with the lines around it, then its formulas and the comments on its
 * cells as lists. A formula stands apart from its value, once for all cells that it was filled into: within the rows
 * it would bury the values that people look for and quote.
 */
export function writeSheet(
  to: { readonly writer: TextWriter; readonly table: TableWriter },
  { sheet, grid }: { readonly sheet: string; readonly grid: Grid },
): void {
  const { writer } = to;
  writer.addBlock({
    kind: "heading",
    level: 1,
    text: cleanText(sheet),
    location: { sheet, cells: firstCell(grid.rows) },
  });
  let header: OpenHeader | undefined;
  for (const region of splitRegions(grid.rows)) {
    for (const row of region.above) to.table.addProse(row);
    header = writeRegion(to, region, header);
    for (const row of region.below) to.table.addProse(row);
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

function writeList(
  writer: TextWriter,
  sheet: string,
  items: readonly { readonly cells: string; readonly text: string }[],
): void {
  writer.startBlock();
  for (const { cells, text } of items) {
    const start = writer.addLine(text);
    writer.locate({ start, end: start + text.length }, { sheet, cells });
  }
  writer.endBlock({ kind: "list" });
}

/** The first name that stands in a formula's column: the column's header, mostly. */
function columnLabel(rows: readonly GridRow[], column: number): string {
  const label = rows.find((row) => (row.cells[column] ?? "") !== "")?.cells[column] ?? "";
  return /^\p{L}/u.test(label) && label.length <= 40 ? label : "";
}

/** Where the sheet begins: a wider place would widen that of every chunk with the heading in it. */
function firstCell(rows: readonly GridRow[]): string {
  const column = rows[0]?.cells.findIndex((cell) => cell !== "") ?? 0;
  return `${columnName(Math.max(0, column))}${rows[0]?.number ?? 1}`;
}

/** On one line; outside of a table a bar needs no mark. */
function cleanText(raw: string): string {
  return normalizeText(raw).replaceAll(/\s+/g, " ").trim();
}
