import type { CellObject, Range, WorkSheet } from "@e965/xlsx";
import { columnName } from "../../../core/index.ts";
import { cleanCell } from "../table/clean-cell.ts";
import type { GridRow } from "../table/create-table-writer.ts";
import { type ShownNumber, showNumber } from "./show-number.ts";

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
  /** Number of cells whose format could not be applied, so that their number is written as it is stored. */
  readonly rawNumbers: number;
  /** Address of the first of them, such as `B7`. */
  readonly firstRawNumber: string | undefined;
  readonly isTruncated: boolean;
}

export interface GridOptions {
  readonly maxRows: number;
  readonly maxCells: number;
  /** Whether days are counted from 1904. */
  readonly isFrom1904: boolean;
  /** Whether the file stores the text of each number, as OpenDocument does. */
  readonly hasStoredTexts: boolean;
}

/** Maximum number of rows in merged cells, which are filled row by row: more than a person makes. */
const MAX_MERGED_ROWS = 1_000_000;

/**
 * Reads a sheet's cells as they are shown. A cell that is merged over rows is repeated in each, so that a row can be
 * read alone. A cell that is merged over columns is in the first.
 *
 * Reading ends before the row that would exceed a limit.
 */
export function readGrid(sheet: WorkSheet, options: GridOptions): Grid {
  const { maxRows, maxCells } = options;
  const rows: { readonly number: number; readonly cells: string[] }[] = [];
  const formulas: CellNote[] = [];
  const comments: CellNote[] = [];
  const data = sheet["!data"] ?? [];
  let cells = 0;
  let formulasWithoutValue = 0;
  let rawNumbers = 0;
  let firstRawNumber: string | undefined;
  let isTruncated = data.length > maxRows;
  for (const [index, row] of data.entries()) {
    if (row === undefined || index >= maxRows) continue;
    const shown = showRow(row, options);
    cells += shown.filled;
    formulasWithoutValue += shown.formulasWithoutValue;
    rawNumbers += shown.rawColumns.length;
    const [rawColumn] = shown.rawColumns;
    if (rawColumn !== undefined) firstRawNumber ??= `${columnName(rawColumn)}${index + 1}`;
    isTruncated ||= cells > maxCells;
    if (cells > maxCells) break;
    row.forEach((cell, column) => {
      if (cell.f !== undefined) formulas.push({ row: index + 1, column, text: cell.f });
      const comment = (cell.c ?? []).map(({ t }) => t ?? "").join(" ");
      if (comment.trim() !== "") comments.push({ row: index + 1, column, text: comment });
    });
    if (shown.cells.length > 0) rows.push({ number: index + 1, cells: shown.cells });
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
    rawNumbers,
    firstRawNumber,
    isTruncated,
  };
}

interface ShownRow {
  /** Texts by column, up to the last that is not empty. */
  readonly cells: string[];
  readonly filled: number;
  readonly formulasWithoutValue: number;
  readonly rawColumns: readonly number[];
}

function showRow(row: readonly CellObject[], options: GridOptions): ShownRow {
  const cells: string[] = [];
  const rawColumns: number[] = [];
  let filled = 0;
  let formulasWithoutValue = 0;
  row.forEach((cell, column) => {
    const { text: raw, isRaw } = showCell(cell, options);
    const text = cleanCell(raw);
    if (text === "") return;
    while (cells.length < column) cells.push("");
    cells.push(text);
    filled++;
    if (isRaw) rawColumns.push(column);
    if (cell.f !== undefined && isUnvalued(cell)) formulasWithoutValue++;
  });
  return { cells, filled, formulasWithoutValue, rawColumns };
}

function showCell(cell: CellObject, { isFrom1904, hasStoredTexts }: GridOptions): ShownNumber {
  const { f: formula, t: type, v: value, w: written, z: code } = cell;
  if (formula !== undefined && isUnvalued(cell)) return { text: `=${formula}`, isRaw: false };
  if (type !== "n" || typeof value !== "number") return { text: written ?? String(value ?? ""), isRaw: false };
  const storedText = hasStoredTexts ? written : undefined;
  return showNumber({ value, code: code === undefined ? guessCode(written) : String(code), storedText, isFrom1904 });
}

/**
 * Guesses the code of a cell for which the workbook library names none: the first one with a built-in format of East
 * Asia. The library writes such dates as in the United States.
 */
function guessCode(written: string | undefined): string | undefined {
  return /^\d{1,2}\/\d{1,2}\/\d{2}$/.test(written ?? "") ? "m/d/yy" : undefined;
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
