import { append } from "../../../core/index.ts";
import type { FlowRow } from "../write/create-flow-writer.ts";
import { childElements } from "../xml/find-elements.ts";
import type { XmlElement } from "../xml/parse-xml.ts";

/** Maximum numbers of repeated columns and rows. Programs fill sheets with more empty ones. */
const MAX_COLUMNS = 200;
const MAX_ROWS = 1_000;
const CELLS = new Set(["table:table-cell", "table:covered-table-cell"]);

export interface OdfTable {
  readonly rows: readonly FlowRow[];
  readonly cells: readonly XmlElement[];
}

/**
 * Reads the rows of a table. A cell that spans rows is repeated in each. A cell that spans columns is followed by empty
 * cells.
 *
 * @param readCell  returns the text of a cell; called once for each
 */
export function readTable(table: XmlElement, readCell: (cell: XmlElement) => string): OdfTable {
  const rows: FlowRow[] = [];
  const all: XmlElement[] = [];
  const reaching = new Map<number, ReachingCell>();
  for (const { row, isHeader } of listRows(table, false)) {
    const cells: string[] = [];
    for (const cell of childElements(row).filter(({ name }) => CELLS.has(name))) {
      const above = takeReaching(cell, reaching.get(cells.length));
      if (above !== undefined) {
        cells.push(above);
        continue;
      }
      const text = readCell(cell);
      const rowSpan = countOf(cell, "table:number-rows-spanned", MAX_ROWS);
      if (rowSpan > 1) reaching.set(cells.length, { text, rows: rowSpan - 1 });
      all.push(cell);
      append(cells, Array<string>(countOf(cell, "table:number-columns-repeated", MAX_COLUMNS)).fill(text));
    }
    if (cells.some((text) => text.trim() !== "")) rows.push({ cells, isHeader });
  }
  return { rows, cells: all };
}

/** A cell that extends down to rows below, with the number of rows that it still reaches. */
interface ReachingCell {
  readonly text: string;
  rows: number;
}

/** Returns the text of the cell above that covers this one; undefined for an ordinary cell. */
function takeReaching(cell: XmlElement, above: ReachingCell | undefined): string | undefined {
  const isCovered = cell.name === "table:covered-table-cell";
  return isCovered && above !== undefined && above.rows-- > 0 ? above.text : undefined;
}

interface ListedRow {
  readonly row: XmlElement;
  readonly isHeader: boolean;
}

function* listRows(element: XmlElement, isHeader: boolean): Generator<ListedRow> {
  for (const child of childElements(element)) {
    if (child.name === "table:table-row") yield { row: child, isHeader };
    else if (/^table:table-(header-rows|rows|row-group)$/.test(child.name)) {
      yield* listRows(child, isHeader || child.name === "table:table-header-rows");
    }
  }
}

function countOf(cell: XmlElement, name: string, max: number): number {
  const count = Number(cell.attributes[name] ?? "1");
  return count >= 1 ? Math.min(max, Math.floor(count)) : 1;
}
