import type { CellObject, Range, WorkSheet } from "@e965/xlsx";
import { cleanCell } from "../table/clean-cell.ts";
import type { GridRow } from "../table/create-table-writer.ts";

/** A cell that says more than its value: a formula, or a comment on it. */
export interface CellNote {
  /** From 1. */
  readonly row: number;
  /** From 0. */
  readonly column: number;
  readonly text: string;
}

/** What a sheet shows. */
export interface Grid {
  /** Only rows that hold something, in order. */
  readonly rows: readonly GridRow[];
  readonly formulas: readonly CellNote[];
  readonly comments: readonly CellNote[];
  readonly hiddenRows: number;
  readonly hiddenColumns: number;
  /** Formulas whose value the file does not store; they stand in their cell. */
  readonly formulasWithoutValue: number;
  readonly isTruncated: boolean;
}

export interface GridLimits {
  readonly maxRows: number;
  readonly maxCells: number;
}

/** More merged cells than a person makes; each is walked row by row. */
const MOST_MERGED_ROWS = 1_000_000;

/**
 * Reads a sheet's cells as they are shown. A cell merged over rows stands in each of them, so that a row can be read
 * alone; one merged over columns stands in the first.
 *
 * Reading ends before the row that would go beyond a limit.
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
      row <= Math.min(end.r, rows.at(-1)?.number ?? 0) && walked < MOST_MERGED_ROWS;
      row++, walked++
    ) {
      const cells = byNumber.get(row + 1);
      if (cells === undefined) continue;
      while (cells.length <= start.c) cells.push("");
      if (cells[start.c] === "") cells[start.c] = text;
    }
  }
}

function countHidden(items: readonly ({ readonly hidden?: boolean } | undefined)[] = []): number {
  return items.reduce((sum, item) => sum + (item?.hidden === true ? 1 : 0), 0);
}
