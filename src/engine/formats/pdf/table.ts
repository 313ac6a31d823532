import { findMax } from "../../../core/index.ts";
import type { TableRow } from "./page-rows.ts";
import { readSegment } from "./read-segment.ts";

/** Returns a row's text, with a space between its cells. */
export function readTableRow({ cells }: TableRow): string {
  return cells.flatMap((lines) => lines.map(readSegment)).join(" ");
}

const MAX_HEADER_ROWS = 3;
/** Years and dates, which are names of columns rather than values. */
const DATES = /\b(?:19|20)\d{2}\b|\b\p{Lu}\p{L}{2,8}\.? \d{1,2}\b/gu;

/**
 * Counts the rows at the top that name the columns: rows without a figure (a year is a name) above rows of which most
 * have figures. A row that names only some of the columns needs the next one.
 */
export function countTableHeaderRows(rows: readonly TableRow[]): number {
  const texts = rows.map((row) => readTableRow(row).replaceAll(DATES, ""));
  const names = texts.findIndex((text) => /\d/.test(text));
  const count = Math.min(names, MAX_HEADER_ROWS);
  if (count < 1) return 0;
  const below = texts.slice(count);
  if (below.filter((text) => /\d/.test(text)).length * 2 < below.length) return 0;
  const filled = rows.map(({ cells }) => cells.filter((lines) => lines.length > 0).length);
  const widest = findMax(filled);
  // A row that fills its columns is the header. Rows without figures after it name groups of rows.
  const full = filled.slice(0, count).findIndex((cells) => cells >= Math.max(2, widest - 1));
  return full === -1 ? 0 : full + 1;
}
