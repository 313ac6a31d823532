import { defined, type Span } from "../../../core/index.ts";
import type { TextWriter } from "../write/create-text-writer.ts";
import { countHeaderRows } from "./count-header-rows.ts";
import type { GridRow, TableWriter } from "./create-table-writer.ts";

/** A header that may hold for further rows below a blank one. */
export interface OpenHeader {
  readonly span: Span;
  readonly columns: readonly number[];
}

/** Limits of a table with one column, which is a list of names. Cells with prose do not make a table. */
const MAX_MEAN_CELL = 80;
const MIN_ITEMS = 3;

export interface RegionWriters {
  readonly writer: TextWriter;
  readonly table: TableWriter;
}

export interface TableRegion {
  readonly rows: readonly GridRow[];
  /** Columns that are not empty, in ascending order. */
  readonly columns: readonly number[];
}

/**
 * Writes rows as one table element, with its header if it has one. Rows below a blank line without their own header
 * belong to the header of the table above, if they are in its columns.
 *
 * @returns  the header that may hold for later rows
 */
export function writeRegion(
  { writer, table }: RegionWriters,
  region: TableRegion,
  above: OpenHeader | undefined,
): OpenHeader | undefined {
  const { rows, columns } = region;
  if (rows.length === 0 || columns.length === 0) return above;
  if (columns.length === 1 && isProse(rows, columns[0] ?? 0)) {
    for (const row of rows) table.addProse(row);
    return above;
  }
  const headerRows = countHeaderRows(rows.slice(0, 60).map((row) => cellsOf(row, columns)));
  writer.startBlock();
  const newHeader = table.addHeader(rows.slice(0, headerRows), columns);
  for (const row of rows.slice(headerRows)) table.addRow(row, columns);
  const continued = newHeader === undefined ? coveringHeader(above, columns) : undefined;
  writer.endBlock(defined({ kind: "table", header: newHeader ?? continued?.span }));
  return newHeader === undefined ? continued : { span: newHeader, columns };
}

/** Returns the header above if it has all these columns. */
function coveringHeader(above: OpenHeader | undefined, columns: readonly number[]): OpenHeader | undefined {
  return columns.every((column) => above?.columns.includes(column)) ? above : undefined;
}

function cellsOf(row: GridRow, columns: readonly number[]): readonly string[] {
  return columns.map((column) => row.cells[column] ?? "");
}

function isProse(rows: readonly GridRow[], column: number): boolean {
  const length = rows.reduce((sum, row) => sum + (row.cells[column]?.length ?? 0), 0);
  return rows.length < MIN_ITEMS || length / rows.length > MAX_MEAN_CELL;
}
