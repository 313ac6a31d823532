import type { WorkBook } from "@e965/xlsx";
import { defined, type LoadInput, type Metadata, type ReceiptWarning } from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";
import type { LoadResult } from "../load-result.ts";
import { createTableWriter } from "../table/create-table-writer.ts";
import { createTextWriter } from "../write/create-text-writer.ts";
import { warnOfPictures } from "../write/warn-of-pictures.ts";
import { type Grid, readGrid } from "./read-grid.ts";
import { MAX_CELLS, readWorkbook } from "./read-workbook.ts";
import { writeSheet } from "./write-sheet.ts";

interface Counts {
  readonly hiddenSheets: number;
  readonly hiddenRows: number;
  readonly hiddenColumns: number;
  readonly formulasWithoutValue: number;
  readonly truncatedSheets: readonly number[];
  readonly rawNumbers: number;
  /** First number that is written as it is stored, such as `B7 of sheet 1`. */
  readonly firstRawNumber: string;
}

/** Reads XLSX, XLS and ODS sheet by sheet: tables, formulas and comments, with the addresses of their cells. */
export async function loadSpreadsheet(input: LoadInput): Promise<LoadResult> {
  const { workbook, sheetRows, pictures, hasStoredTexts } = await readWorkbook(input.bytes);
  const isFrom1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const writer = createTextWriter();
  const tableOf = createTableWriter(writer);
  const grids: Grid[] = [];
  let cellsLeft = MAX_CELLS;
  for (const name of workbook.SheetNames) {
    const sheet = workbook.Sheets[name];
    const grid = readGrid(sheet ?? {}, { maxRows: sheetRows, maxCells: cellsLeft, isFrom1904, hasStoredTexts });
    grids.push(grid);
    const shown = normalizeText(name);
    if (grid.rows.length > 0) writeSheet({ writer, table: tableOf(shown) }, { sheet: shown, grid });
    cellsLeft = grid.rows.reduce((rest, { cells }) => rest - cells.filter((cell) => cell !== "").length, cellsLeft);
    // The sheet is no longer needed, and the library's cells take ten times the space of their text.
    delete workbook.Sheets[name];
  }
  const title = workbook.Props?.Title?.trim() ?? "";
  return defined({
    ...writer.finish(),
    title: title === "" ? undefined : title,
    metadata: readProperties(workbook),
    pagesWithoutText: [],
    warnings: [...warningsOf(count(workbook, grids), sheetRows), ...warnOfPictures(pictures)],
  });
}

function readProperties({ Props }: WorkBook): Metadata {
  const entries = {
    author: Props?.Author?.trim(),
    subject: Props?.Subject?.trim(),
    keywords: Props?.Keywords?.trim(),
    date: asIsoDate(Props?.CreatedDate),
    modified: asIsoDate(Props?.ModifiedDate),
  };
  return Object.fromEntries(
    Object.entries(entries).flatMap(([key, value]) => (value === undefined || value === "" ? [] : [[key, value]])),
  );
}

function asIsoDate(value: Date | string | undefined): string | undefined {
  const time = new Date(value ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

function count(workbook: WorkBook, grids: readonly Grid[]): Counts {
  const sum = (read: (grid: Grid) => number) => grids.reduce((total, grid) => total + read(grid), 0);
  return {
    hiddenSheets: (workbook.Workbook?.Sheets ?? []).filter(({ Hidden }) => (Hidden ?? 0) > 0).length,
    hiddenRows: sum(({ hiddenRows }) => hiddenRows),
    hiddenColumns: sum(({ hiddenColumns }) => hiddenColumns),
    formulasWithoutValue: sum(({ formulasWithoutValue }) => formulasWithoutValue),
    truncatedSheets: grids.flatMap(({ isTruncated }, index) => (isTruncated ? [index + 1] : [])),
    rawNumbers: sum(({ rawNumbers }) => rawNumbers),
    firstRawNumber: firstRawNumber(grids),
  };
}

function firstRawNumber(grids: readonly Grid[]): string {
  const sheet = grids.findIndex(({ rawNumbers }) => rawNumbers > 0);
  return `${grids[sheet]?.firstRawNumber ?? ""} of sheet ${sheet + 1}`;
}

function warningsOf(counts: Counts, sheetRows: number): readonly ReceiptWarning[] {
  const warnings: ReceiptWarning[] = [];
  const { hiddenSheets, hiddenRows, hiddenColumns, formulasWithoutValue, truncatedSheets, rawNumbers } = counts;
  if (hiddenSheets + hiddenRows + hiddenColumns > 0) {
    const hidden = `${plural(hiddenSheets, "sheet")}, ${plural(hiddenRows, "row")} and ${plural(hiddenColumns, "column")}`;
    warnings.push({ code: "hidden-cells", message: `${hidden} are hidden in the workbook. They were read.` });
  }
  if (formulasWithoutValue > 0) {
    const cells = plural(formulasWithoutValue, "formula");
    warnings.push({
      code: "formula-without-value",
      message: `${cells} without a stored value; the formula was read instead.`,
    });
  }
  if (rawNumbers > 0) {
    const message = `${plural(rawNumbers, "number")} with a format that could not be applied; the stored number was read instead. The first is ${counts.firstRawNumber}.`;
    warnings.push({ code: "number-shown-raw", message });
  }
  for (const number of truncatedSheets) {
    warnings.push({
      code: "table-truncated",
      message: `Sheet ${number} was read in part. The limit is ${sheetRows} rows of a sheet and ${MAX_CELLS} cells of a workbook.`,
    });
  }
  return warnings;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
