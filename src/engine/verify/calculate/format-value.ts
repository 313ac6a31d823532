import type { Quantity, QuantityColumn } from "../../text/index.ts";

const SCALE = /\s*\b(?:hundred|thousand|million|billion|trillion)\b/iu;

/**
 * A value as the cells of its column are written: with their currency or unit, decimal mark and marks between thousands.
 *
 * @param sample  a cell of the column, and the number read from it
 */
export function formatValue(
  value: number,
  column: Pick<QuantityColumn, "decimalMark" | "groupMark"> & { readonly decimals: number },
  sample: { readonly text: string; readonly quantity: Quantity },
): string {
  const { text, quantity } = sample;
  const before = text.slice(0, quantity.span.start).replace(/[-−–+(]/gu, "");
  const after = text.slice(quantity.span.end).replace(")", "").replace(SCALE, "");
  const [whole = "", decimals] = Math.abs(value).toFixed(column.decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, column.groupMark);
  const digits = decimals === undefined ? grouped : `${grouped}${column.decimalMark}${decimals}`;
  return `${value < 0 ? "-" : ""}${before}${digits}${after}`;
}
