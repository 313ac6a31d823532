import { append } from "../../../core/index.ts";
import type { Block } from "./build-blocks.ts";
import type { Column, Table } from "./page-rows.ts";
import { readTableRow } from "./table.ts";

/** Maximum distance between the starts or ends of one column on two pages, in points. */
const SAME_COLUMN = 6;

/**
 * Joins the blocks of pages. A table at the top of a page continues the table at the end of the page before if it has
 * the same columns. A repeated header is left out.
 *
 * @param pages  blocks in reading order, by page
 */
export function joinTables(pages: readonly (readonly Block[])[]): readonly Block[] {
  const joined: Block[] = [];
  for (const page of pages) {
    const [last, [first, ...rest]] = [joined.at(-1), page];
    if (last?.kind === "table" && first?.kind === "table" && haveSameColumns(last.columns, first.columns)) {
      joined[joined.length - 1] = continueTable(last, first);
      append(joined, rest);
    } else append(joined, page);
  }
  return joined;
}

function haveSameColumns(above: readonly Column[], below: readonly Column[]): boolean {
  if (above.length === 0 || above.length !== below.length) return false;
  return above.every(({ start, end }, index) => {
    const other = below[index];
    if (other === undefined) return false;
    return Math.min(Math.abs(other.start - start), Math.abs(other.end - end)) <= SAME_COLUMN;
  });
}

function continueTable(above: Table, below: Table): Table {
  const header = above.rows.slice(0, above.headerRows).map(readTableRow);
  const isRepeated = header.length > 0 && header.every((text, index) => readRowAt(below, index) === text);
  return { ...above, rows: [...above.rows, ...below.rows.slice(isRepeated ? header.length : 0)] };
}

function readRowAt({ rows }: Table, index: number): string | undefined {
  const row = rows[index];
  return row === undefined ? undefined : readTableRow(row);
}
