import type { Span } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import type { TextWriter } from "../write/create-text-writer.ts";
import { countHeaderRows } from "./count-header-rows.ts";
import type { GridRow, TableWriter } from "./create-table-writer.ts";

/** A header that further rows below a blank one may go on under. */
export interface OpenHeader {
  readonly span: Span;
  readonly columns: readonly number[];
}

/** A list of names is a table of one column; prose in cells below each other is not. */
const LONGEST_MEAN_CELL = 80;
const FEWEST_LISTED = 3;

/**
 * Writes rows as one table element, with its header where it has one. Rows below a blank line that have no header of
 * their own, in columns of the table above, belong to that table's header.
 *
 * @param columns  those that hold something, ascending
 * @returns        the header under which later rows may go on
 */
export function writeRegion(
  to: { readonly writer: TextWriter; readonly table: TableWriter },
  region: { readonly rows: readonly GridRow[]; readonly columns: readonly number[] },
  above: OpenHeader | undefined,
): OpenHeader | undefined {
  const { rows, columns } = region;
  if (rows.length === 0 || columns.length === 0) return above;
  if (columns.length === 1 && isProse(rows, columns[0] ?? 0)) {
    for (const row of rows) to.table.addProse(row);
    return above;
  }
  const headerRows = countHeaderRows(rows.slice(0, 60).map((row) => cellsOf(row, columns)));
  to.writer.startBlock();
  const own = to.table.addHeader(rows.slice(0, headerRows), columns);
  for (const row of rows.slice(headerRows)) to.table.addRow(row, columns);
  const isContinued = own === undefined && above !== undefined && columns.every((one) => above.columns.includes(one));
  const header = own ?? (isContinued ? above.span : undefined);
  to.writer.endBlock(defined({ kind: "table", header }));
  return own === undefined ? (isContinued ? above : undefined) : { span: own, columns };
}

function cellsOf(row: GridRow, columns: readonly number[]): readonly string[] {
  return columns.map((column) => row.cells[column] ?? "");
}

function isProse(rows: readonly GridRow[], column: number): boolean {
  const length = rows.reduce((sum, row) => sum + (row.cells[column]?.length ?? 0), 0);
  return rows.length < FEWEST_LISTED || length / rows.length > LONGEST_MEAN_CELL;
}
