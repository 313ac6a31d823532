import stringWidth from "string-width";
import { findMax } from "../../../core/index.ts";
import type { Output } from "../terminal.ts";
import { cutText, padText } from "./wrap-text.ts";

export interface Column {
  readonly name: string;
  readonly align?: "right";
}

/** Prints a table with two spaces between its columns. On a terminal, the last column is cut so that lines fit. */
export function renderColumns(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  output: Pick<Output, "columns" | "isTerminal">,
): readonly string[] {
  const lines = [columns.map(({ name }) => name), ...rows];
  const widths = columns.map((_, index) => findMax(lines.map((line) => stringWidth(line[index] ?? ""))));
  const before = widths.slice(0, -1).reduce((sum, one) => sum + one + 2, 0);
  const last = columns.length - 1;
  return lines.map((line) =>
    line
      .map((cell, index) => {
        if (index === last) return output.isTerminal ? cutText(cell, Math.max(12, output.columns - before)) : cell;
        return padText(cell, widths[index] ?? 0, columns[index]?.align);
      })
      .join("  ")
      .trimEnd(),
  );
}
