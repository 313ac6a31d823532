import { columnName, findMin, type Span } from "../../../core/index.ts";
import type { TextWriter } from "../write/create-text-writer.ts";

/** One row of a table, with clean cells by column of the sheet, counted from 0. */
export interface GridRow {
  /** Row number in the sheet, from 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

export interface TableWriter {
  addHeader(rows: readonly GridRow[], columns: readonly number[]): Span | undefined;
  addRow(row: GridRow, columns: readonly number[]): void;
  /** Writes each cell as a paragraph: captions and notes around a table. */
  addProse(row: GridRow): void;
}

/** Number of cells of a document that have a separate place; after them, each row has one. */
const LOCATED_CELLS = 20_000;
/** Number of rows of a document that have a separate place; after them, each group of rows has one. */
const LOCATED_ROWS = 50_000;
/** Maximum number of rows that share one place. */
const GROUP_ROWS = 10;

/**
 * Creates a function that returns the writer of a sheet. Rows are written as `| a | b |` with the addresses of their
 * cells: cell by cell for the first 20,000 of a document, then row by row, and after 50,000 rows in groups of ten.
 * Otherwise the location map of a large table would be larger than its text.
 */
export function createTableWriter(
  writer: TextWriter,
  locatedCells = LOCATED_CELLS,
  locatedRows = LOCATED_ROWS,
): (sheet: string) => TableWriter {
  let left = locatedCells;
  let rows = 0;
  return (sheet) => {
    let group: RowGroup | undefined;
    const locateInGroup = (placed: PlacedRow): void => {
      group = widenGroup(group, placed);
      if (group.rows === 1) locateRow(placed, writer);
      else writer.widenLast(writer.length(), { sheet, cells: nameRange(group) });
      if (group.rows === GROUP_ROWS) group = undefined;
    };
    const addRow = (row: GridRow, columns: readonly number[]): number => {
      const shown = columns.map((column) => row.cells[column] ?? "");
      const start = writer.addLine(`| ${shown.join(" | ")} |`);
      const used = columns.filter((_, index) => shown[index] !== "");
      if (left >= used.length) locateCells({ row, columns, start, sheet }, writer);
      else if (rows < locatedRows) locateRow({ row, columns: used, start, sheet }, writer);
      else if (used.length > 0) locateInGroup({ row, columns: used, start, sheet });
      left -= used.length;
      rows++;
      return start;
    };
    return {
      addRow,
      addProse({ number, cells }) {
        cells.forEach((text, column) => {
          const location = { sheet, cells: `${columnName(column)}${number}` };
          if (text !== "") writer.addBlock({ kind: "paragraph", text, location });
        });
      },
      addHeader(rows, columns) {
        const [first, ...others] = rows.map((row) => addRow(row, columns));
        if (first === undefined) return undefined;
        const end = writer.length();
        writer.addLine(`| ${columns.map(() => "---").join(" | ")} |`);
        return { start: Math.min(first, findMin(others)), end };
      },
    };
  };
}

interface PlacedRow {
  readonly row: GridRow;
  readonly columns: readonly number[];
  readonly start: number;
  readonly sheet: string;
}

function locateCells({ row, columns, start, sheet }: PlacedRow, writer: TextWriter): void {
  let at = start + 2;
  for (const column of columns) {
    const { length } = row.cells[column] ?? "";
    const cells = `${columnName(column)}${row.number}`;
    if (length > 0) writer.locate({ start: at, end: at + length }, { sheet, cells });
    at += length + 3;
  }
}

function locateRow({ row, columns, start, sheet }: PlacedRow, writer: TextWriter): void {
  const first = columns[0];
  const last = columns.at(-1);
  if (first === undefined || last === undefined) return;
  const cells = nameRange({ first, last, firstRow: row.number, lastRow: row.number });
  writer.locate({ start, end: writer.length() }, { sheet, cells });
}

interface CellRange {
  /** First and last column, from 0. */
  readonly first: number;
  readonly last: number;
  readonly firstRow: number;
  readonly lastRow: number;
}

interface RowGroup extends CellRange {
  readonly rows: number;
}

function widenGroup(group: RowGroup | undefined, { row, columns }: PlacedRow): RowGroup {
  const first = columns[0] ?? 0;
  const last = columns.at(-1) ?? first;
  if (group === undefined) return { first, last, firstRow: row.number, lastRow: row.number, rows: 1 };
  return {
    first: Math.min(group.first, first),
    last: Math.max(group.last, last),
    firstRow: group.firstRow,
    lastRow: row.number,
    rows: group.rows + 1,
  };
}

function nameRange({ first, last, firstRow, lastRow }: CellRange): string {
  const from = `${columnName(first)}${firstRow}`;
  const to = `${columnName(last)}${lastRow}`;
  return from === to ? from : `${from}:${to}`;
}
