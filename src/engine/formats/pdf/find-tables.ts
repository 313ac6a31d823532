import { alignTable } from "./align-table.ts";
import type { Row } from "./build-rows.ts";
import { readRow } from "./read-segment.ts";
import type { Table } from "./table.ts";

/** In units of the font size. */
const FARTHEST_LINE = 2.2;
const FARTHEST_ROW = 4;
/** Rows of one cell between rows of several: names of groups, and cells that go on. */
const MOST_SINGLE_ROWS = 2;
/** Lines above a table that do not fit it are left out one by one, but not without end. */
const MOST_TRIES = 6;
const LONGEST_GROUP_NAME = 90;

/**
 * Finds tables by how their cells line up, and leaves all other rows as they are.
 *
 * @param rows  of one region, from top to bottom
 * @returns     the same rows in the same order, those of tables as tables
 */
export function findTables(rows: readonly Row[], page: number): readonly (Row | Table)[] {
  const found: (Row | Table)[] = [];
  let tries = { end: 0, count: 0 };
  for (let index = 0; index < rows.length; ) {
    const end = tableEnd(rows, index);
    tries = { end, count: end === tries.end ? tries.count + 1 : 0 };
    const isWorthTrying = end - index >= 2 && tries.count < MOST_TRIES;
    const table = isWorthTrying ? alignTable(rows.slice(index, end), page) : undefined;
    const plain = rows[index];
    if (table !== undefined) found.push(table);
    else if (plain !== undefined) found.push(plain);
    index = table === undefined ? index + 1 : end;
  }
  return found;
}

/** Behind the last row of several cells that belongs to a table which begins at `from`. */
function tableEnd(rows: readonly Row[], from: number): number {
  let end = from;
  let singles = 0;
  for (let index = from; index < rows.length; index++) {
    const [row, before] = [rows[index], index === from ? undefined : rows[index - 1]];
    if (row === undefined) break;
    const isWide = row.segments.length > 1;
    const reach = isWide && before !== undefined && before.segments.length > 1 ? FARTHEST_ROW : FARTHEST_LINE;
    const gap = before === undefined ? 0 : row.baseline - before.baseline;
    if (gap > reach * Math.max(row.fontSize, before?.fontSize ?? 0)) break;
    singles = isWide ? 0 : singles + 1;
    if (singles > MOST_SINGLE_ROWS || (!isWide && (index === from || isSentence(row)))) break;
    if (isWide) end = index + 1;
  }
  return end;
}

function isSentence(row: Row): boolean {
  const text = readRow(row);
  return text.length > LONGEST_GROUP_NAME || /\p{L}{2}[.;]["”’)]?$/u.test(text);
}
