import { alignTable } from "./align-table.ts";
import type { Row, Table } from "./page-rows.ts";
import { readRow } from "./read-segment.ts";

/** Maximum distance between lines, and between rows with several cells, in font sizes. */
const MAX_LINE_PITCH = 2.2;
const MAX_ROW_PITCH = 4;
/** Maximum number of consecutive rows with one cell: names of groups, and cells that continue. */
const MAX_SINGLE_ROWS = 2;
/** Maximum number of lines above a table that are skipped, one by one, because they do not fit it. */
const MAX_TRIES = 6;
const MAX_GROUP_NAME = 90;

/**
 * Finds tables by the alignment of their cells. All other rows stay as they are.
 *
 * @param rows  rows of one region, from top to bottom
 * @returns     the same rows in the same order, those of tables as tables
 */
export function findTables(rows: readonly Row[], page: number): readonly (Row | Table)[] {
  const items: (Row | Table)[] = [];
  let tries = { end: 0, count: 0 };
  for (let index = 0; index < rows.length; ) {
    const end = tableEnd(rows, index);
    tries = { end, count: end === tries.end ? tries.count + 1 : 0 };
    const isWorthTrying = end - index >= 2 && tries.count < MAX_TRIES;
    const table = isWorthTrying ? alignTable(rows.slice(index, end), page) : undefined;
    const plain = rows[index];
    if (table !== undefined) items.push(table);
    else if (plain !== undefined) items.push(plain);
    index = table === undefined ? index + 1 : end;
  }
  return items;
}

/** Returns the end of a possible table that begins at `from`: after its last row with several cells. */
function tableEnd(rows: readonly Row[], from: number): number {
  let end = from;
  let singles = 0;
  let before: Row | undefined;
  for (let index = from; index < rows.length; index++) {
    const row = rows[index];
    if (row === undefined || isTooFar(row, before)) break;
    if (isWide(row)) {
      singles = 0;
      end = index + 1;
    } else {
      singles++;
      if (singles > MAX_SINGLE_ROWS || before === undefined || isSentence(row)) break;
    }
    before = row;
  }
  return end;
}

function isWide({ segments }: Row): boolean {
  return segments.length > 1;
}

/** Returns whether a row is too far below the row before to continue its table. */
function isTooFar(row: Row, before: Row | undefined): boolean {
  if (before === undefined) return false;
  const reach = isWide(row) && isWide(before) ? MAX_ROW_PITCH : MAX_LINE_PITCH;
  return row.baseline - before.baseline > reach * Math.max(row.fontSize, before.fontSize);
}

function isSentence(row: Row): boolean {
  const text = readRow(row);
  return text.length > MAX_GROUP_NAME || /\p{L}{2}[.;]["”’)]?$/u.test(text);
}
