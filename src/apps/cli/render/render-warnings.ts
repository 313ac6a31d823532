import type { ReceiptWarning, Warning } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { wrapText } from "./wrap-text.ts";

/** Prints one warning per line. */
export function renderWarnings(
  warnings: readonly (Warning | ReceiptWarning)[],
  output: Output,
  indent = "",
): readonly string[] {
  return warnings.map(({ message }) =>
    wrapText(`${output.colors.yellow("warning:")} ${oneLine(message)}`, output.columns, indent),
  );
}
