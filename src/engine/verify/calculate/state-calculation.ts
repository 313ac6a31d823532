import type { Calculation, CalculationPlan } from "../../../core/index.ts";
import type { Quantity, QuantityColumn } from "../../text/index.ts";

/** Maximum number of rows that a sentence names. */
const MAX_KEYS = 3;
const SCALE = /\s*\b(?:hundred|thousand|million|billion|trillion)\b/iu;

/** Returns a calculation's formula in words: `sum of "Price" over 4 rows where "Room" is "Lab"`. */
export function stateFormula({ operation, column, conditions }: CalculationPlan, rows: number): string {
  const where = conditions.map((condition) => `"${condition.column.name}" is "${condition.is}"`).join(" and ");
  const filter = where === "" ? "" : ` where ${where}`;
  if (operation !== "count") return `${operation} of "${column?.name ?? ""}" over ${plural(rows, "row")}${filter}`;
  return `count of ${column === undefined ? "rows" : `different values of "${column.name}"`}${filter}`;
}

/** Returns the sentence that an answer shows for a calculation. */
export function stateCalculation({ formula, shown, leftOut, cells }: Calculation): string {
  const keys = [...new Set(cells.flatMap(({ role, quote }) => (role === "key" ? [quote.replaceAll("\\|", "|")] : [])))];
  const named = keys
    .slice(0, MAX_KEYS)
    .map((key) => `"${key}"`)
    .join(", ");
  const more = keys.length > MAX_KEYS ? ` and ${keys.length - MAX_KEYS} more` : "";
  const of = named === "" ? "" : ` (${named}${more})`;
  const without = leftOut.length === 0 ? "" : `; not counted: ${leftOut.join(", ")}`;
  return `The ${formula} is ${shown}${of}${without}.`;
}

/** Number format of a column, with the number of decimals to show. */
export interface ValueFormat extends Pick<QuantityColumn, "decimalMark" | "groupMark"> {
  readonly decimals: number;
}

/** A cell of a column, and the number read from it. */
export interface SampleCell {
  readonly text: string;
  readonly quantity: Quantity;
}

/** Formats a value like the cells of its column: currency or unit, decimal mark and thousands separators. */
export function formatValue(value: number, format: ValueFormat, { text, quantity }: SampleCell): string {
  const before = text.slice(0, quantity.span.start).replace(/[-−–+(]/gu, "");
  const after = text.slice(quantity.span.end).replace(")", "").replace(SCALE, "");
  const [whole = "", decimals] = Math.abs(value).toFixed(format.decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, format.groupMark);
  const digits = decimals === undefined ? grouped : `${grouped}${format.decimalMark}${decimals}`;
  return `${value < 0 ? "-" : ""}${before}${digits}${after}`;
}

/** Returns a count with its noun: "1 row", "2 rows". */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
