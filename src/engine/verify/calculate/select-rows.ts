import type { TableCell, TableRow, TextTable } from "../../text/index.ts";

/** Rows of a table that a calculation may count. */
export interface SelectedRows {
  /** Rows as wide as the table, filled up with empty cells. */
  readonly rows: readonly (readonly TableCell[])[];
  /** Number of rows with totals, which are excluded. */
  readonly totals: number;
}

const TOTAL =
  /^(?:(?:grand|sub|overall)[\s-]*)?(?:totals?|sums?|averages?|mean)(?: (?:amount|price|costs?|sum|for .{1,30}|of .{1,30}|in .{1,30}|\d{4}))?\s*:?$/iu;
const NOTHING = /^(?:[-–—]+|n\/?a|none|null|\.{2,}|…)?$/iu;
/** Minimum number of columns in a table with rows that only name a group. */
const MIN_GROUPED_COLUMNS = 3;

/**
 * Selects the rows of a table that describe one thing each: no totals, and no rows that only name a group.
 *
 * @returns  undefined if rows lack cells and it is unclear which, as in some tables of PDFs
 */
export function selectRows(table: TextTable): SelectedRows | undefined {
  const width = table.names.length;
  if (width === 0 || !hasSureCells(table)) return undefined;
  const whole = table.rows.map((row) => padRow(row, width));
  const withoutGroups = whole.filter((cells) => !namesGroup(cells, width));
  const rows = withoutGroups.filter((cells) => !isTotal(cells));
  return { rows, totals: withoutGroups.length - rows.length };
}

/** Returns whether a cell has no value: it is empty or contains only a dash or the like. */
export function isNothing(text: string): boolean {
  return NOTHING.test(text.trim());
}

/**
 * Returns whether every cell's column is certain. In tables with gaps it is if an empty cell leaves two gaps, or if no row has
 * fewer cells than another.
 */
function hasSureCells({ cells, rows, names }: TextTable): boolean {
  if (rows.some((row) => row.cells.length > names.length)) return false;
  if (cells === "bars") return true;
  const isColumned = rows.some((row) => row.cells.slice(0, -1).some(({ text }) => text === ""));
  return isColumned || rows.every((row) => row.cells.length === names.length || row.cells.length === 1);
}

function padRow({ cells, span }: TableRow, width: number): readonly TableCell[] {
  const missing = { text: "", span: { start: span.end, end: span.end } };
  return [...cells, ...Array.from({ length: Math.max(0, width - cells.length) }, () => missing)];
}

function namesGroup(cells: readonly TableCell[], width: number): boolean {
  return width >= MIN_GROUPED_COLUMNS && cells.every(({ text }, column) => (column === 0) === (text !== ""));
}

function isTotal(cells: readonly TableCell[]): boolean {
  return TOTAL.test(cells.find(({ text }) => text !== "")?.text ?? "");
}
