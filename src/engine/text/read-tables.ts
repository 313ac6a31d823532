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
  /** Place of the table's lines, without a header that stands further above. */
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
const RULE_LINE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
/** Gap between two cells in the text of a PDF; it occurs twice around an empty cell. */
const CELL_GAP = "   ";

/**
 * Reads the tables of a text, cell by cell. Parts under the same header form one table. A header that is repeated further down
 * is not a row.
 *
 * @param elements  elements of the text, in reading order
 */
export function readTables(text: string, elements: readonly TableElement[]): readonly TextTable[] {
  const tables: TextTable[] = [];
  const byHeader = new Map<number, number>();
  for (const { kind, span, header } of elements) {
    if (kind !== "table") continue;
    const table = readTable(text, defined({ span, header }));
    const above = header === undefined ? undefined : byHeader.get(header.start);
    const first = above === undefined ? undefined : tables[above];
    if (above !== undefined && first !== undefined) {
      const joined = { start: first.span.start, end: table.span.end };
      tables[above] = { ...first, span: joined, rows: [...first.rows, ...table.rows] };
      continue;
    }
    if (header !== undefined) byHeader.set(header.start, tables.length);
    tables.push(table);
  }
  return tables;
}

function readTable(text: string, { span, header }: Omit<TableElement, "kind">): TextTable {
  const headerLines = header === undefined ? [] : linesOf(text, header).filter((line) => !isRule(text, line));
  const lines = linesOf(text, span);
  const isBarred = [...headerLines, ...lines].every((line) => BAR_LINE.test(sliceOf(text, line)));
  const hasRule = lines.some((line) => isRule(text, line) && sliceOf(text, line).includes("|"));
  const cells = isBarred || hasRule ? "bars" : "gaps";
  const read = (line: Span) => readRow(text, line, cells);

  const headerRows = headerLines.map(read);
  const rows = belowHeader(text, lines, header).map(read);
  const last = headerRows.at(-1);
  return {
    span,
    header: headerRows,
    names: columnNames(headerRows),
    rows: last === undefined ? rows : rows.filter((row) => !hasSameText(row, last)),
    cells,
  };
}

function belowHeader(text: string, lines: readonly Span[], header: Span | undefined): readonly Span[] {
  if (header === undefined) return lines;
  const [first, ...others] = lines.filter(({ start }) => start >= header.end || start < header.start);
  if (first === undefined) return [];
  return isRule(text, first) ? others : [first, ...others];
}

/**
 * Reads the cells of one line.
 *
 * @param line   place of the line in `text`; white space at its ends is no cell, except for gaps before a cell of a PDF
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
  const bars = [...raw.matchAll(/(?<!\\)\|/g)].map(({ index }) => index);
  const edges = [-1, ...bars, raw.length];
  const pieces = edges.slice(1).map((end, index) => ({ start: (edges[index] ?? -1) + 1, end }));
  const isBlank = (piece: Span | undefined) => piece !== undefined && raw.slice(piece.start, piece.end).trim() === "";
  const from = pieces.length > 1 && isBlank(pieces[0]) ? 1 : 0;
  const to = pieces.length > 1 + from && isBlank(pieces.at(-1)) ? pieces.length - 1 : pieces.length;
  return pieces.slice(from, to);
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
 * Joins the names of each column from top to bottom, each once. A name that spans several columns stands in the first of them
 * and counts for all.
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
  const textsOf = ({ cells }: TableRow) =>
    cells
      .map((cell) => cell.text)
      .join("\n")
      .trimEnd();
  return textsOf(row) === textsOf(header) && textsOf(row) !== "";
}

function linesOf(text: string, span: Span): readonly Span[] {
  const lines: Span[] = [];
  let { start } = span;
  for (const line of sliceOf(text, span).split("\n")) {
    if (line.trim() !== "") lines.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  return lines;
}

function isRule(text: string, line: Span): boolean {
  return RULE_LINE.test(sliceOf(text, line));
}

function sliceOf(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}
