import type { GridRow } from "../table/create-table-writer.ts";

/** Rows that follow each other without a blank one. */
export interface Region {
  /** Single cells above and below the table: its caption, and notes. */
  readonly above: readonly GridRow[];
  readonly rows: readonly GridRow[];
  readonly below: readonly GridRow[];
  /** Those in which `rows` hold something, ascending, from 0. */
  readonly columns: readonly number[];
}

/** A single cell below a table is a note where it is a sentence rather than a value. */
const SHORTEST_NOTE = 40;

/** The tables of a sheet, top down: blank rows stand between them. */
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
    while (last > first + 1 && isSingle(rows[last - 1]) && longest(rows[last - 1]) >= SHORTEST_NOTE) last--;
  }
  const own = rows.slice(first, last);
  const columns = [...new Set(own.flatMap(filledColumns))].sort((one, other) => one - other);
  return { above: rows.slice(0, first), rows: own, below: rows.slice(last), columns };
}

function filledColumns(row: GridRow): readonly number[] {
  return row.cells.flatMap((cell, column) => (cell === "" ? [] : [column]));
}

function isSingle(row: GridRow | undefined): boolean {
  return row !== undefined && filledColumns(row).length === 1;
}

function longest(row: GridRow | undefined): number {
  return Math.max(0, ...(row?.cells ?? []).map((cell) => cell.length));
}
