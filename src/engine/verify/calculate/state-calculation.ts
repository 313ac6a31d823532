import type { Calculation, CalculationPlan } from "../../../core/index.ts";

const MOST_KEYS = 3;

/** `sum of "Price" over 4 rows where "Room" is "Lab"` */
export function stateFormula({ operation, column, conditions }: CalculationPlan, rows: number): string {
  const where = conditions.map((condition) => `"${condition.column.name}" is "${condition.is}"`).join(" and ");
  const filter = where === "" ? "" : ` where ${where}`;
  if (operation !== "count") return `${operation} of "${column?.name ?? ""}" over ${plural(rows, "row")}${filter}`;
  return `count of ${column === undefined ? "rows" : `different values of "${column.name}"`}${filter}`;
}

/** The sentence that an answer shows for a calculation. */
export function stateCalculation({ formula, shown, leftOut, cells }: Calculation): string {
  const keys = [...new Set(cells.flatMap(({ role, quote }) => (role === "key" ? [quote.replaceAll("\\|", "|")] : [])))];
  const named = keys
    .slice(0, MOST_KEYS)
    .map((key) => `"${key}"`)
    .join(", ");
  const more = keys.length > MOST_KEYS ? ` and ${keys.length - MOST_KEYS} more` : "";
  const of = named === "" ? "" : ` (${named}${more})`;
  const without = leftOut.length === 0 ? "" : `; not counted: ${leftOut.join(", ")}`;
  return `The ${formula} is ${shown}${of}${without}.`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
