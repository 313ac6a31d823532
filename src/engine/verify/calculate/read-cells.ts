import {
  canonicalUnit,
  createDayOrderReader,
  createNumberFormatReader,
  type DayOrder,
  type NumberFormat,
  type TableCell,
} from "../../text/index.ts";
import { isNothing } from "./select-rows.ts";
import { visitRows, type WrittenTable } from "./visit-rows.ts";

/** Formats of the columns that a calculation reads. A column whose format is unclear is missing. */
export interface ColumnFormats {
  readonly numbers: ReadonlyMap<number, NumberFormat>;
  readonly dates: ReadonlyMap<number, DayOrder>;
}

/**
 * Reads the formats of columns from all of their cells, totals excluded.
 *
 * @param numbers  indexes of columns of numbers
 * @param dates    indexes of columns of dates
 */
export async function readFormats(
  table: WrittenTable,
  numbers: ReadonlySet<number>,
  dates: ReadonlySet<number>,
  signal: AbortSignal,
): Promise<ColumnFormats> {
  const numberReaders = [...numbers].map((column) => ({ column, reader: createNumberFormatReader() }));
  const dateReaders = [...dates].map((column) => ({ column, reader: createDayOrderReader() }));
  const readers = [...numberReaders, ...dateReaders];
  if (readers.length > 0) {
    const visit = (cells: readonly TableCell[]) => {
      for (const { column, reader } of readers) reader.add(valueText(cells[column]));
    };
    await visitRows(table, visit, signal);
  }
  return {
    numbers: new Map(numberReaders.flatMap(({ column, reader }) => pair(column, reader.format()))),
    dates: new Map(dateReaders.flatMap(({ column, reader }) => pair(column, reader.order()))),
  };
}

function pair<Format>(column: number, format: Format | undefined): readonly (readonly [number, Format])[] {
  return format === undefined ? [] : [[column, format]];
}

/** Returns the text of a cell; empty if the cell has no value. */
export function valueText(cell: Pick<TableCell, "text"> | undefined): string {
  return cell === undefined || isNothing(cell.text) ? "" : cell.text;
}

const IN_BRACKETS = /[([]([^)\]]{1,16})[)\]]/u;

/** Returns the canonical unit that a column's name has in brackets, as in `Weight (kg)`; undefined if it has none. */
export function unitOfName(name: string): string | undefined {
  const written = IN_BRACKETS.exec(name)?.[1]?.trim();
  return written === undefined ? undefined : canonicalUnit(written);
}
