import { setImmediate as nextTurn } from "node:timers/promises";
import { readRows, type TableCell, type TableOutline } from "../../text/index.ts";
import { createRowSelector, type RowSelector } from "./select-rows.ts";

/** Number of rows read before other work may run, one or two milliseconds. */
const ROWS_PER_TURN = 500;

/** A table whose rows are in a text. */
export interface WrittenTable {
  readonly text: string;
  readonly outline: TableOutline;
}

/**
 * Reads the rows of a table that a calculation may count, one after the other. Other work runs between them, so that a
 * table of a million rows keeps nobody waiting.
 *
 * @param visit  receives a row as wide as the table
 * @returns      what was excluded, and whether the columns of all cells are certain
 */
export async function visitRows(
  { text, outline }: WrittenTable,
  visit: (cells: readonly TableCell[]) => void,
  signal: AbortSignal,
): Promise<Pick<RowSelector, "totals" | "areCellsSure">> {
  const selector = createRowSelector(outline);
  let rows = 0;
  for (const row of readRows(text, outline)) {
    const cells = selector.select(row);
    if (cells !== undefined) visit(cells);
    rows++;
    if (rows % ROWS_PER_TURN !== 0) continue;
    await nextTurn();
    signal.throwIfAborted();
  }
  return selector;
}
