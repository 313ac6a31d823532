import { append, findMax } from "../../../core/index.ts";
import type { HtmlElement } from "./parse-html.ts";
import { readInlineText } from "./read-inline-text.ts";

const MAX_SPAN = 100;
/** Maximum mean length of a cell. Longer ones are columns of a layout, not of a table. */
const MAX_MEAN_CELL = 400;

export interface RenderedTable {
  /** One line for each row, as `| a | b |`. A header is followed by `| --- | --- |`. */
  readonly lines: readonly string[];
  /** Number of first lines that are the header; 0 if the page marks none. */
  readonly headerLines: number;
}

/**
 * Renders a data table as a Markdown table. A cell that spans rows is repeated in each, so that a row can be read
 * alone. A cell that spans columns is followed by empty cells.
 *
 * @returns  undefined for a table that only lays out the page: nested, one column, or with cells of prose
 */
export function renderTable(table: HtmlElement): RenderedTable | undefined {
  if (table.getAttribute("role") === "presentation" || table.querySelector("table") !== null) return undefined;
  const rows = readRows(table);
  const width = Math.max(0, findMax(rows.map(({ cells }) => cells.length)));
  const hasHeader = rows[0]?.isHeader === true;
  if (width < 2 || (rows.length < 2 && !hasHeader) || meanLength(rows) > MAX_MEAN_CELL) return undefined;
  const lines = rows.map(({ cells }) => toLine(cells, width));
  const headerLines = hasHeader ? rows.findIndex(({ isHeader }) => !isHeader) : 0;
  // A table of header cells only has no header: every row is content.
  if (headerLines <= 0) return { lines, headerLines: 0 };
  return {
    lines: [...lines.slice(0, headerLines), toLine(Array(width).fill("---"), width), ...lines.slice(headerLines)],
    headerLines,
  };
}

interface Row {
  readonly cells: readonly string[];
  readonly isHeader: boolean;
}

/** Cells that extend down from rows above, by column. */
type ReachingCells = Map<number, { readonly text: string; rows: number }>;

function readRows(table: HtmlElement): readonly Row[] {
  const reaching: ReachingCells = new Map();
  return [...table.querySelectorAll("tr")]
    .map((element) => readRow(element, reaching))
    .filter(({ cells }) => cells.some((text) => text !== ""));
}

/** Reads a row with the cells that reach into it, and adds its own cells that reach further down. */
function readRow(row: HtmlElement, reaching: ReachingCells): Row {
  const cells: string[] = [];
  const elements = [...row.querySelectorAll("th,td")];
  for (const cell of elements) {
    takeReaching(cells, reaching);
    const text = readInlineText(cell).replaceAll("|", "\\|");
    const rowSpan = readSpan(cell, "rowspan");
    if (rowSpan > 1) reaching.set(cells.length, { text, rows: rowSpan - 1 });
    cells.push(text);
    append(cells, Array<string>(readSpan(cell, "colspan") - 1).fill(""));
  }
  takeReaching(cells, reaching);
  const hasOnlyHeaders = elements.every(({ tagName }) => tagName === "TH");
  return { cells, isHeader: elements.length > 0 && (hasOnlyHeaders || row.closest("thead") !== null) };
}

function takeReaching(cells: string[], reaching: ReachingCells): void {
  for (let above = reaching.get(cells.length); above !== undefined; above = reaching.get(cells.length)) {
    if (--above.rows === 0) reaching.delete(cells.length);
    cells.push(above.text);
  }
}

function readSpan(cell: HtmlElement, name: string): number {
  const value = Number.parseInt(cell.getAttribute(name) ?? "1", 10);
  return Number.isNaN(value) ? 1 : Math.min(MAX_SPAN, Math.max(1, value));
}

function meanLength(rows: readonly Row[]): number {
  const lengths = rows.flatMap(({ cells }) => cells.filter((text) => text !== "").map((text) => text.length));
  return lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
}

function toLine(cells: readonly string[], width: number): string {
  const padded = [...cells, ...Array<string>(Math.max(0, width - cells.length)).fill("")];
  return `| ${padded.join(" | ")} |`;
}
