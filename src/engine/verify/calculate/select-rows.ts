import type { TableCell, TableRow, TextTable } from "../../text/index.ts";

export interface SelectedRows {
  /** Each as wide as the table; a cell that a row lacks at its end is empty. */
  readonly rows: readonly (readonly TableCell[])[];
  readonly totals: number;
}

const TOTAL =
  /^(?:(?:grand|sub|overall)[\s-]*)?(?:totals?|sums?|averages?|mean)(?: (?:amount|price|costs?|sum|for .{1,30}|of .{1,30}|in .{1,30}|\d{4}))?\s*:?$/iu;
const NOTHING = /^(?:[-–—]+|n\/?a|none|null|\.{2,}|…)?$/iu;
const WIDE = 3;

/**
 * The rows of a table that say something of one thing each: without totals, and without rows that only name a group.
 *
 * @returns  undefined where rows lack cells and nothing tells which: columns of a PDF that could not be told apart
 */
export function selectRows(table: TextTable): SelectedRows | undefined {
  const width = table.names.length;
  if (width === 0 || !hasSureCells(table)) return undefined;
  const whole = table.rows.map((row) => padRow(row, width));
  const things = whole.filter((cells) => !namesGroup(cells, width));
  const rows = things.filter((cells) => !isTotal(cells));
  return { rows, totals: things.length - rows.length };
}

/** Whether a cell holds no value: it is empty, or a dash stands in it. */
export function isNothing(text: string): boolean {
  return NOTHING.test(text.trim());
}

/** Gaps keep columns apart only where an empty cell leaves two of them, or no row has fewer cells than another. */
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
  return width >= WIDE && cells.every(({ text }, column) => (column === 0) === (text !== ""));
}

function isTotal(cells: readonly TableCell[]): boolean {
  return TOTAL.test(cells.find(({ text }) => text !== "")?.text ?? "");
}
