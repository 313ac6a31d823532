import stringWidth from "string-width";
import { append } from "../../../core/index.ts";
import { padText } from "./wrap-text.ts";

interface Row {
  readonly cells: readonly string[];
  /** Text after the row, such as the number of its source. */
  readonly rest: string;
}

const ROW = /^\s*\|(.*)\|([^|]*)$/;
const GAP = /\t+| {3,}/;
const CELL_END = /(?<!\\)\|/;

/**
 * Aligns successive table rows of a text in columns if they fit on the line, else separates their cells with `·`. Other
 * lines are unchanged. For display only.
 */
export function alignRows(text: string, columns: number): string {
  const lines: string[] = [];
  let rows: Row[] = [];
  for (const line of text.split("\n")) {
    const row = readRow(line);
    if (row !== undefined) rows.push(row);
    else {
      append(lines, renderRows(rows, columns));
      lines.push(line);
      rows = [];
    }
  }
  return [...lines, ...renderRows(rows, columns)].join("\n");
}

/** Reads a row with `|` between its cells, as in Markdown, or with tabs or wide gaps, as in a PDF. */
function readRow(line: string): Row | undefined {
  const [, inside, rest = ""] = ROW.exec(line) ?? [];
  if (inside === undefined) return GAP.test(line.trim()) ? { cells: line.trim().split(GAP), rest: "" } : undefined;
  return { cells: inside.split(CELL_END).map((cell) => cell.trim().replaceAll("\\|", "|")), rest };
}

function renderRows(rows: readonly Row[], columns: number): readonly string[] {
  const widths: number[] = [];
  for (const { cells } of rows)
    for (const [index, cell] of cells.entries()) widths[index] = Math.max(widths[index] ?? 0, stringWidth(cell));
  const aligned = rows.map(({ cells, rest }) => {
    const last = cells.length - 1;
    const padded = cells.map((cell, index) => (index === last ? cell : padText(cell, widths[index] ?? 0)));
    return padded.join("  ").trimEnd() + rest;
  });
  if (aligned.every((line) => stringWidth(line) <= columns)) return aligned;
  return rows.map(({ cells, rest }) => cells.filter((cell) => cell !== "").join(" · ") + rest);
}
