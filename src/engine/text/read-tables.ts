import { defined, findMax, type Span } from "../../core/index.ts";

/** A cell of a table: its visible text and its place. An empty cell has an empty span. */
export interface TableCell {
  readonly text: string;
  readonly span: Span;
}

/** A row of a table. */
export interface TableRow {
  /** Place of the line, without white space at its ends. */
  readonly span: Span;
  /** Cells from left to right; empty cells at the end may be missing. */
  readonly cells: readonly TableCell[];
}

/** A table in a document's text. */
export interface TextTable {
  /** Place of the table's lines, without a header that is further above. */
  readonly span: Span;
  /** Name of each column, from the header rows; empty if the table does not name it. */
  readonly names: readonly string[];
  readonly header: readonly TableRow[];
  readonly rows: readonly TableRow[];
  /** Separators of cells: `bars`, or `gaps` if only white space separates them, as in the text of a PDF. */
  readonly cells: "bars" | "gaps";
}

/** An element of a document's text; tables have the kind `table`. */
interface TableElement {
  readonly kind: string;
  readonly span: Span;
  readonly header?: Span;
}

const BAR_LINE = /^\s*\|.*\|\s*$/;
/** A rule below a header, without white space at its ends. */
const RULE_LINE = /^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*){0,10000}\|?$/;
/** Gap between two cells in the text of a PDF; it occurs twice around an empty cell. */
const CELL_GAP = "   ";

/** A table whose rows are not read yet. */
export interface TableOutline extends Omit<TextTable, "rows"> {
  readonly parts: readonly TablePart[];
}

/** A part of a table with the header above it. Several parts under one header form one table. */
interface TablePart {
  readonly span: Span;
  readonly header?: Span;
  readonly cells: TextTable["cells"];
  readonly lastHeaderRow: TableRow | undefined;
}

/**
 * Reads the tables of a text, cell by cell. Parts under the same header form one table. A header that is
 * repeated further down is not a row.
 *
 * @param elements  elements of the text, in reading order
 */
export function readTables(text: string, elements: readonly TableElement[]): readonly TextTable[] {
  return outlineTables(text, elements).map((outline) => {
    const { span, names, header, cells } = outline;
    return { span, header, names, rows: [...readRows(text, outline)], cells };
  });
}

/**
 * Finds the tables of a text and reads their headers, but not their rows.
 *
 * @param elements  elements of the text, in reading order
 */
export function outlineTables(text: string, elements: readonly TableElement[]): readonly TableOutline[] {
  const tables: TableOutline[] = [];
  const byHeader = new Map<number, number>();
  for (const { kind, span, header } of elements) {
    if (kind !== "table") continue;
    const table = outlineTable(text, defined({ span, header }));
    const above = header === undefined ? undefined : byHeader.get(header.start);
    const first = above === undefined ? undefined : tables[above];
    if (above !== undefined && first !== undefined) {
      const joined = { start: first.span.start, end: table.span.end };
      tables[above] = { ...first, span: joined, parts: [...first.parts, ...table.parts] };
      continue;
    }
    if (header !== undefined) byHeader.set(header.start, tables.length);
    tables.push(table);
  }
  return tables;
}

/** Reads the rows of a table one after the other, so that a large table is never in memory as a whole. */
export function* readRows(text: string, { parts }: Pick<TableOutline, "parts">): Generator<TableRow> {
  for (const part of parts) {
    for (const line of linesBelowHeader(text, part)) {
      const row = readRow(text, line, part.cells);
      if (part.lastHeaderRow === undefined || !hasSameText(row, part.lastHeaderRow)) yield row;
    }
  }
}

function outlineTable(text: string, { span, header }: Omit<TableElement, "kind">): TableOutline {
  const headerLines = header === undefined ? [] : [...linesOf(text, header)].filter((line) => !isRule(text, line));
  const hasRule = some(linesOf(text, span), (line) => isRule(text, line) && sliceOf(text, line).includes("|"));
  const isBarred = () =>
    headerLines.every((line) => isBarLine(text, line)) && !some(linesOf(text, span), (line) => !isBarLine(text, line));
  const cells = hasRule || isBarred() ? "bars" : "gaps";
  const headerRows = headerLines.map((line) => readRow(text, line, cells));
  const part = { ...defined({ span, header }), cells, lastHeaderRow: headerRows.at(-1) } as const;
  return { span, header: headerRows, names: columnNames(headerRows), cells, parts: [part] };
}

function* linesBelowHeader(text: string, { span, header }: Pick<TablePart, "span" | "header">): Generator<Span> {
  let isFirst = header !== undefined;
  for (const line of linesOf(text, span)) {
    if (header !== undefined && line.start >= header.start && line.start < header.end) continue;
    if (!isFirst || !isRule(text, line)) yield line;
    isFirst = false;
  }
}

function some<Item>(items: Iterable<Item>, matches: (item: Item) => boolean): boolean {
  for (const item of items) {
    if (matches(item)) return true;
  }
  return false;
}

/**
 * Reads the cells of one line.
 *
 * @param line   place of the line in `text`; white space at its ends is not a cell, except
 *               for gaps before a cell of a PDF
 * @param cells  separators of the cells
 */
export function readRow(text: string, line: Span, cells: TextTable["cells"]): TableRow {
  const raw = sliceOf(text, line);
  const pieces = cells === "bars" ? splitBars(raw) : splitGaps(raw);
  const readCells = pieces.map(({ start, end }) => {
    const piece = raw.slice(start, end);
    const lead = piece.length - piece.trimStart().length;
    const content = piece.trim();
    const from = line.start + start + (content === "" ? 0 : lead);
    const visible = cells === "bars" ? content.replaceAll("\\|", "|") : content;
    return { text: visible, span: { start: from, end: from + content.length } };
  });
  const start = line.start + (raw.length - raw.trimStart().length);
  return { span: { start, end: Math.max(start, line.start + raw.trimEnd().length) }, cells: readCells };
}

/** Splits a line at bars that are not escaped; the bars at both ends belong to no cell. */
function splitBars(raw: string): readonly Span[] {
  const pieces: Span[] = [];
  let start = 0;
  for (let bar = raw.indexOf("|"); bar >= 0; bar = raw.indexOf("|", bar + 1)) {
    if (raw[bar - 1] === "\\") continue;
    pieces.push({ start, end: bar });
    start = bar + 1;
  }
  pieces.push({ start, end: raw.length });
  const isBlank = (piece: Span | undefined) => piece !== undefined && raw.slice(piece.start, piece.end).trim() === "";
  if (pieces.length > 1 && isBlank(pieces[0])) pieces.shift();
  if (pieces.length > 1 && isBlank(pieces.at(-1))) pieces.pop();
  return pieces;
}

function splitGaps(raw: string): readonly Span[] {
  const pieces: Span[] = [];
  let start = 0;
  for (const piece of raw.split(CELL_GAP)) {
    pieces.push({ start, end: start + piece.length });
    start += piece.length + CELL_GAP.length;
  }
  return pieces;
}

/**
 * Joins the names of each column from top to bottom, each once. A name that spans several columns is in the
 * first of them and counts for all.
 */
function columnNames(header: readonly TableRow[]): readonly string[] {
  const width = Math.max(0, findMax(header.map(({ cells }) => cells.length)));
  const rows = header.map(({ cells }) => Array.from({ length: width }, (_, column) => cells[column]?.text ?? ""));
  const reached = rows.map((row, index) => reachRight(row, rows[index + 1]));
  return Array.from({ length: width }, (_, column) => {
    const names = reached.map((row) => row[column] ?? "").filter((name) => name !== "");
    return [...new Set(names)].join(" ");
  });
}

/** Extends a name over the empty cells to its right that have names below. A name that spans rows is not extended. */
function reachRight(row: readonly string[], below: readonly string[] | undefined): readonly string[] {
  if (below === undefined) return row;
  const reached: string[] = [];
  for (const [column, name] of row.entries()) {
    const left = reached[column - 1] ?? "";
    const isOver = name === "" && left !== "" && left !== below[column - 1] && (below[column] ?? "") !== "";
    reached.push(isOver ? left : name);
  }
  return reached;
}

function hasSameText(row: TableRow, header: TableRow): boolean {
  if (row.cells[0]?.text !== header.cells[0]?.text) return false;
  const textsOf = ({ cells }: TableRow) =>
    cells
      .map((cell) => cell.text)
      .join("\n")
      .trimEnd();
  return textsOf(row) === textsOf(header) && textsOf(row) !== "";
}

/** Returns the places of the lines that are not blank. */
function* linesOf(text: string, { start, end }: Span): Generator<Span> {
  for (let from = start; from <= end; ) {
    const next = text.indexOf("\n", from);
    const to = next < 0 || next > end ? end : next;
    const line = { start: from, end: to };
    if (sliceOf(text, line).trim() !== "") yield line;
    from = to + 1;
  }
}

function isBarLine(text: string, line: Span): boolean {
  return BAR_LINE.test(sliceOf(text, line));
}

function isRule(text: string, line: Span): boolean {
  return RULE_LINE.test(sliceOf(text, line).trim());
}

function sliceOf(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}
