/** Longer cells on average are columns of a layout, not of a table. */
const LONGEST_MEAN_CELL = 400;

/** Whether rows are a table of data: at least two rows and columns, and cells that are no pages of prose. */
export function isDataTable(rows: readonly (readonly string[])[]): boolean {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const lengths = rows.flatMap((row) => row.map((cell) => cell.length).filter((length) => length > 0));
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return rows.length >= 2 && width >= 2 && mean <= LONGEST_MEAN_CELL;
}
