import type { CellObject, Range, WorkSheet } from "@e965/xlsx";
import { cleanCell } from "../table/clean-cell.ts";
import type { GridRow } from "../table/create-table-writer.ts";

/** A formula of a cell, or a comment on it. */
export interface CellNote {
  /** Row number, from 1. */
  readonly row: number;
  /** Column number, from 0. */
  readonly column: number;
  readonly text: string;
}

/** Content of a sheet. */
export interface Grid {
  /** Rows that are not empty, in order. */
  readonly rows: readonly GridRow[];
  readonly formulas: readonly CellNote[];
  readonly comments: readonly CellNote[];
  readonly hiddenRows: number;
  readonly hiddenColumns: number;
  /** Number of formulas without a stored value. The formula is written in their cell. */
  readonly formulasWithoutValue: number;
  readonly isTruncated: boolean;
}

export interface GridLimits {
  readonly maxRows: number;
  readonly maxCells: number;
}

/** Maximum number of rows in merged cells, which are filled row by row: more than a person makes. */
const MAX_MERGED_ROWS = 1_000_000;

/**
 * Reads a sheet's cells as they are shown. A cell that is merged over rows is repeated in each, so that a row can be read
 * alone. A cell that is merged over columns is in the first.
 *
 * Reading ends before the row that would exceed a limit.
 */
export function readGrid(sheet: WorkSheet, { maxRows, maxCells }: GridLimits): Grid {
  const rows: { readonly number: number; readonly cells: string[] }[] = [];
  const formulas: CellNote[] = [];
  const comments: CellNote[] = [];
  const data = sheet["!data"] ?? [];
  let cells = 0;
  let formulasWithoutValue = 0;
  let isTruncated = data.length > maxRows;
  for (const [index, row] of data.entries()) {
    if (row === undefined || index >= maxRows) continue;
    const shown: string[] = [];
    row.forEach((cell, column) => {
      const text = cleanCell(textOf(cell));
      if (text === "") return;
      while (shown.length < column) shown.push("");
      shown.push(text);
      cells++;
      if (cell.f !== undefined && isUnvalued(cell)) formulasWithoutValue++;
    });
    isTruncated ||= cells > maxCells;
    if (cells > maxCells) break;
    row.forEach((cell, column) => {
      if (cell.f !== undefined) formulas.push({ row: index + 1, column, text: cell.f });
      const comment = (cell.c ?? []).map(({ t }) => t ?? "").join(" ");
      if (comment.trim() !== "") comments.push({ row: index + 1, column, text: comment });
    });
    if (shown.length > 0) rows.push({ number: index + 1, cells: shown });
  }
  fillMerged(rows, sheet["!merges"] ?? []);
  const hiddenRows = countHidden(sheet["!rows"]);
  return {
    rows,
    formulas,
    comments,
    hiddenRows,
    hiddenColumns: countHidden(sheet["!cols"]),
    formulasWithoutValue,
    isTruncated,
  };
}

function textOf(cell: CellObject): string {
  if (cell.f !== undefined && isUnvalued(cell)) return `=${cell.f}`;
  return cell.w ?? (cell.v === undefined ? "" : String(cell.v));
}

function isUnvalued(cell: CellObject): boolean {
  return cell.v === undefined;
}

function fillMerged(
  rows: readonly { readonly number: number; readonly cells: string[] }[],
  merges: readonly Range[],
): void {
  const byNumber = new Map(rows.map((row) => [row.number, row.cells]));
  let walked = 0;
  for (const { s: start, e: end } of merges) {
    const text = byNumber.get(start.r + 1)?.[start.c] ?? "";
    if (text === "") continue;
    for (
      let row = start.r + 1;
      row <= Math.min(end.r, rows.at(-1)?.number ?? 0) && walked < MAX_MERGED_ROWS;
      row++, walked++
    ) {
      fillCell(byNumber.get(row + 1), start.c, text);
    }
  }
}

/** Writes a text into an empty cell, unless the whole row is empty. */
function fillCell(cells: string[] | undefined, column: number, text: string): void {
  if (cells === undefined) return;
  while (cells.length <= column) cells.push("");
  if (cells[column] === "") cells[column] = text;
}

function countHidden(items: readonly ({ readonly hidden?: boolean } | undefined)[] = []): number {
  return items.reduce((sum, item) => sum + (item?.hidden === true ? 1 : 0), 0);
}
