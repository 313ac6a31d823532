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

/** Number of cells of a document that have their own place; after them, each row has one. */
const LOCATED_CELLS = 20_000;

/**
 * Creates a function that returns the writer of a sheet. Rows are written as `| a | b |` with the addresses of their cells:
 * cell by cell for the first 20,000 of a document, then row by row. Otherwise the location map of a large table would be
 * larger than its text.
 */
export function createTableWriter(writer: TextWriter, locatedCells = LOCATED_CELLS): (sheet: string) => TableWriter {
  let left = locatedCells;
  return (sheet) => {
    const addRow = (row: GridRow, columns: readonly number[]): number => {
      const shown = columns.map((column) => row.cells[column] ?? "");
      const start = writer.addLine(`| ${shown.join(" | ")} |`);
      const used = columns.filter((_, index) => shown[index] !== "");
      if (left >= used.length) locateCells({ row, columns, start, sheet }, writer);
      else locateRow({ row, columns: used, start, sheet }, writer);
      left -= used.length;
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
  const from = `${columnName(first)}${row.number}`;
  const cells = first === last ? from : `${from}:${columnName(last)}${row.number}`;
  writer.locate({ start, end: writer.length() }, { sheet, cells });
}
