import Papa from "papaparse";
import { decodeAddress, defined, findMax, type LoadInput, type ReceiptWarning } from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";
import { decodeText } from "../decode/decode-text.ts";
import type { LoadResult } from "../load-result.ts";
import { cleanCell } from "../table/clean-cell.ts";
import { countHeaderRows } from "../table/count-header-rows.ts";
import { createTableWriter, type GridRow } from "../table/create-table-writer.ts";
import { createTextWriter } from "../write/create-text-writer.ts";

/** Maximum number of cells that are read from one file. */
const MAX_CELLS = 10_000_000;
const MAX_ROWS = 1_000_000;
/** Maximum numbers of first rows and characters from which the delimiter and the header are found. */
const HEAD_ROWS = 60;
const HEAD_CHARACTERS = 262_144;
const MAX_COLUMNS = 16_384;
/** Number of characters that are parsed at once. The parser keeps an entry for each line of them. */
const CHUNK_CHARACTERS = 1_048_576;
const DELIMITERS = [",", ";", "\t", "|"];
/** Quotation mark that never occurs in a decoded text. */
const NO_QUOTE = "\0";

interface Dialect {
  readonly delimiter: string;
  readonly quoteChar: string;
}

/** Reads rows of delimited values, one by one, so that only the text is held in memory. */
export async function loadCsv(input: LoadInput): Promise<LoadResult> {
  const decoded = decodeText(input.bytes, input.charset);
  const sheet = fileStem(input.uri);
  const dialect = findDialect(decoded.text, input.mediaType);
  const head = readHead(decoded.text, dialect);
  const columns = Array.from(
    { length: Math.max(0, findMax(head.map(({ cells }) => cells.length))) },
    (_, column) => column,
  );
  const headerRows = countHeaderRows(head.map(({ cells }) => cells));

  const writer = createTextWriter();
  const table = createTableWriter(writer)(sheet);
  const counts = { rows: 0, data: 0, cells: 0, ragged: 0, isTruncated: false };
  writer.startBlock();
  const header = table.addHeader(head.slice(0, headerRows), columns);
  const width = (headerRows > 0 ? head[headerRows - 1] : head[0])?.cells.length ?? 0;
  parseRows(decoded.text, dialect, (row) => {
    if (++counts.rows <= headerRows) return true;
    counts.cells += row.cells.length;
    counts.isTruncated = counts.data >= MAX_ROWS || counts.cells > MAX_CELLS;
    if (counts.isTruncated) return false;
    counts.data++;
    if (row.cells.length !== width) counts.ragged++;
    table.addRow(row, row.cells.length <= columns.length ? columns : [...row.cells.keys()]);
    return true;
  });
  writer.endBlock(defined({ kind: "table", header }));

  const quoting = dialect.quoteChar === NO_QUOTE ? [UNCLOSED] : [];
  const warnings = [...decoded.warnings, ...quoting, ...warningsOf({ ...counts, width })];
  return { ...writer.finish(), metadata: {}, pagesWithoutText: [], warnings };
}

const UNCLOSED: ReceiptWarning = {
  code: "quote-unclosed",
  message: "A quotation mark is never closed, so all quotation marks were read as plain characters.",
};

interface RowCounts {
  readonly rows: number;
  /** Number of rows below the header that were read. */
  readonly data: number;
  /** Number of rows with more or fewer cells than the header. */
  readonly ragged: number;
  readonly width: number;
  readonly isTruncated: boolean;
}

function warningsOf(counts: RowCounts): readonly ReceiptWarning[] {
  const warnings: ReceiptWarning[] = [];
  if (counts.ragged > 0) {
    const message = `${counts.ragged} of ${counts.rows} rows have more or fewer than ${counts.width} cells.`;
    warnings.push({ code: "rows-ragged", message });
  }
  if (counts.isTruncated) {
    warnings.push({
      code: "table-truncated",
      message: `Only the first ${counts.data} rows were read; the limit is ${MAX_ROWS} rows and ${MAX_CELLS} cells.`,
    });
  }
  return warnings;
}

function findDialect(text: string, mediaType: string): Dialect {
  const head = text.slice(0, HEAD_CHARACTERS);
  const guessed = Papa.parse(head, { preview: HEAD_ROWS, delimitersToGuess: DELIMITERS, skipEmptyLines: "greedy" });
  const delimiter = mediaType === "text/tab-separated-values" ? "\t" : guessed.meta.delimiter;
  return { delimiter, quoteChar: hasOpenQuote(text, delimiter) ? NO_QUOTE : '"' };
}

/**
 * Tests for a quote that is never closed. The parser reports it in its last row, which contains the rest of the file.
 */
function hasOpenQuote(text: string, delimiter: string): boolean {
  if (!text.includes('"')) return false;
  let isOpen = false;
  Papa.parse<string[]>(text, {
    delimiter,
    newline: "\n",
    chunkSize: CHUNK_CHARACTERS,
    step({ errors }) {
      isOpen ||= errors.some(({ code }) => code === "MissingQuotes");
    },
  });
  return isOpen;
}

function readHead(text: string, dialect: Dialect): readonly GridRow[] {
  const rows: GridRow[] = [];
  parseRows(text, dialect, (row) => rows.push(row) < HEAD_ROWS);
  return rows;
}

/** Calls `take` with each row that is not empty, until it returns false. */
function parseRows(text: string, dialect: Dialect, take: (row: GridRow) => boolean): void {
  let number = 0;
  Papa.parse<string[]>(text, {
    ...dialect,
    newline: "\n",
    chunkSize: CHUNK_CHARACTERS,
    step({ data }, parser) {
      number++;
      const cells = data.slice(0, MAX_COLUMNS).map(cleanCell);
      if (cells.some((cell) => cell !== "") && !take({ number, cells })) parser.abort();
    },
  });
}

/** Returns a file's name without its ending, such as `prices` for `file:///a/prices.csv`. */
function fileStem(uri: string): string {
  const name = uri.split(/[?#]/)[0]?.split(/[/\\]/).filter(Boolean).at(-1) ?? "";
  const stem = name.replace(/(.)\.[^.]*$/, "$1");
  return normalizeText(decodeAddress(stem));
}
