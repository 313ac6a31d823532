import { findMax } from "../../../core/index.ts";

/** Maximum mean length of a cell. Longer ones are columns of a layout, not of a table. */
const MAX_MEAN_CELL = 400;

/** Tests for a data table: at least two rows and columns, and cells that are not pages of prose. */
export function isDataTable(rows: readonly (readonly string[])[]): boolean {
  const width = Math.max(0, findMax(rows.map((row) => row.length)));
  const lengths = rows.flatMap((row) => row.map((cell) => cell.length).filter((length) => length > 0));
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return rows.length >= 2 && width >= 2 && mean <= MAX_MEAN_CELL;
}
