import type { TableCell, TableOutline, TableRow } from "../../text/index.ts";

/** Selects the rows of a table that describe one thing each: no totals, and no rows that only name a group. */
export interface RowSelector {
  /** Returns a row as wide as the table, filled up with empty cells; undefined for a row that is excluded. */
  select(row: TableRow): readonly TableCell[] | undefined;
  /** Returns the number of rows with totals so far. */
  totals(): number;
  /**
   * Returns whether the column of every cell so far is certain. In tables with gaps it is if an empty cell leaves two
   * gaps, or if no row has fewer cells than another.
   */
  areCellsSure(): boolean;
}

const TOTAL =
  /^(?:(?:grand|sub|overall)[\s-]*)?(?:totals?|sums?|averages?|mean)(?: (?:amount|price|costs?|sum|for .{1,30}|of .{1,30}|in .{1,30}|\d{4}))?\s*:?$/iu;
const NOTHING = /^(?:[-–—]+|n\/?a|none|null|\.{2,}|…)?$/iu;
/** Minimum number of columns in a table with rows that only name a group. */
const MIN_GROUPED_COLUMNS = 3;

/** Creates a selector for the rows of one table. */
export function createRowSelector({ names, cells: separators }: Pick<TableOutline, "names" | "cells">): RowSelector {
  const width = names.length;
  let totals = 0;
  let hasWideRow = false;
  let hasShortRow = false;
  let hasEmptyCell = false;
  return {
    select(row) {
      hasWideRow ||= row.cells.length > width;
      hasShortRow ||= row.cells.length !== width && row.cells.length !== 1;
      hasEmptyCell ||= separators === "gaps" && row.cells.slice(0, -1).some(({ text }) => text === "");
      const cells = padRow(row, width);
      if (namesGroup(cells, width)) return undefined;
      if (!isTotal(cells)) return cells;
      totals++;
      return undefined;
    },
    totals: () => totals,
    areCellsSure: () => !hasWideRow && (separators === "bars" || hasEmptyCell || !hasShortRow),
  };
}

/** Returns whether a cell has no value: it is empty or contains only a dash or the like. */
export function isNothing(text: string): boolean {
  return NOTHING.test(text.trim());
}

function padRow({ cells, span }: TableRow, width: number): readonly TableCell[] {
  if (cells.length >= width) return cells;
  const missing = { text: "", span: { start: span.end, end: span.end } };
  return [...cells, ...Array.from({ length: width - cells.length }, () => missing)];
}

function namesGroup(cells: readonly TableCell[], width: number): boolean {
  return width >= MIN_GROUPED_COLUMNS && cells.every(({ text }, column) => (column === 0) === (text !== ""));
}

function isTotal(cells: readonly TableCell[]): boolean {
  return TOTAL.test(cells.find(({ text }) => text !== "")?.text ?? "");
}
