import { findMax } from "../../../core/index.ts";
import type { GridRow } from "../table/create-table-writer.ts";

/** Consecutive rows without a blank one between them. */
export interface Region {
  /** Rows with a single cell above the table: its caption. */
  readonly above: readonly GridRow[];
  readonly rows: readonly GridRow[];
  /** Rows with a single cell below the table: its notes. */
  readonly below: readonly GridRow[];
  /** Columns of `rows` that are not empty, ascending, from 0. */
  readonly columns: readonly number[];
}

/** Minimum length of a note: a single cell below a table with a sentence rather than a value. */
const MIN_NOTE_CHARACTERS = 40;

/** Splits a sheet into its tables, from top to bottom, at blank rows. */
export function splitRegions(rows: readonly GridRow[]): readonly Region[] {
  const regions: GridRow[][] = [];
  let before: number | undefined;
  for (const row of rows) {
    if (before === undefined || row.number > before + 1) regions.push([]);
    regions.at(-1)?.push(row);
    before = row.number;
  }
  return regions.map(toRegion);
}

function toRegion(rows: readonly GridRow[]): Region {
  const isWide = rows.some((row) => filledColumns(row).length > 1);
  let first = 0;
  let last = rows.length;
  if (isWide) {
    while (first < last - 1 && isSingle(rows[first])) first++;
    while (last > first + 1 && isSingle(rows[last - 1]) && maxLength(rows[last - 1]) >= MIN_NOTE_CHARACTERS) last--;
  }
  const table = rows.slice(first, last);
  const columns = [...new Set(table.flatMap(filledColumns))].sort((a, b) => a - b);
  return { above: rows.slice(0, first), rows: table, below: rows.slice(last), columns };
}

function filledColumns(row: GridRow): readonly number[] {
  return row.cells.flatMap((cell, column) => (cell === "" ? [] : [column]));
}

function isSingle(row: GridRow | undefined): boolean {
  return row !== undefined && filledColumns(row).length === 1;
}

function maxLength(row: GridRow | undefined): number {
  return Math.max(0, findMax((row?.cells ?? []).map((cell) => cell.length)));
}
