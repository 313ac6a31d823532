import type { Calculation, CalculationCondition, CalculationGrouping, CalculationPlan } from "../../../core/index.ts";
import type { NumberFormat, Quantity } from "../../text/index.ts";

/** Maximum number of rows that a sentence names. */
const MAX_KEYS = 3;
const SCALE = /(?<!\s)\s*\b(?:hundred|thousand|million|billion|trillion)\b/iu;

/** Returns a calculation's formula in words: `sum of "Price" over 4 rows where "Room" is "Lab"`. */
export function stateFormula({ operation, column, conditions, groupBy }: CalculationPlan, rows: number): string {
  const where = conditions.map(stateCondition).join(" and ");
  const filter = where === "" ? "" : ` where ${where}`;
  const per = groupBy === undefined ? "" : ` per ${stateGrouping(groupBy)}`;
  if (operation !== "count")
    return `${operation} of "${column?.name ?? ""}"${per} over ${plural(rows, "row")}${filter}`;
  return `count of ${column === undefined ? "rows" : `different values of "${column.name}"`}${per}${filter}`;
}

function stateGrouping({ column, by }: CalculationGrouping): string {
  return by === "value" ? `"${column.name}"` : `${by} of "${column.name}"`;
}

function stateCondition(condition: CalculationCondition): string {
  const name = `"${condition.column.name}"`;
  if ("is" in condition) return `${name} is "${condition.is}"`;
  if ("isAnyOf" in condition) return `${name} is ${condition.isAnyOf.map((value) => `"${value}"`).join(" or ")}`;
  const bounds =
    "numberIs" in condition ? condition.numbers.map((value) => stateNumber(value, condition.unit)) : condition.dates;
  const relation = "numberIs" in condition ? condition.numberIs : condition.dateIs;
  return `${name} is ${relation} ${bounds.join(" and ")}`;
}

function stateNumber(value: number, unit: string): string {
  if (unit === "") return String(value);
  return /^\p{Sc}$/u.test(unit) ? `${unit}${value}` : `${value} ${unit}`;
}

/** Returns the sentence that an answer shows for a calculation. */
export function stateCalculation({ formula, shown, groups, leftOut, cells }: Calculation): string {
  const without = leftOut.length === 0 ? "" : `; not counted: ${leftOut.join(", ")}`;
  if (groups !== undefined) {
    const results = groups.map((group) => `"${withoutEscapes(group.name)}": ${group.shown}`).join(", ");
    return `The ${formula} is ${results}; over all groups: ${shown}${without}.`;
  }
  const keys = [...new Set(cells.flatMap(({ role, quote }) => (role === "key" ? [withoutEscapes(quote)] : [])))];
  const named = keys
    .slice(0, MAX_KEYS)
    .map((key) => `"${key}"`)
    .join(", ");
  const more = keys.length > MAX_KEYS ? ` and ${keys.length - MAX_KEYS} more` : "";
  const of = named === "" ? "" : ` (${named}${more})`;
  return `The ${formula} is ${shown}${of}${without}.`;
}

function withoutEscapes(quote: string): string {
  return quote.replaceAll("\\|", "|");
}

/** Number format of a column, with the number of decimals to show. */
export interface ValueFormat extends NumberFormat {
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
