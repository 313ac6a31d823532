import type { CalculationPlan } from "../../../core/index.ts";
import { mixedUnits, unclearDates, unclearFormat, unreadDates } from "./check-conditions.ts";
import type { ColumnFormats } from "./read-cells.ts";
import { MAX_GROUPS, type Tally } from "./tally-rows.ts";

/** Returns the reason why a plan is not computed over a table, as a sentence; undefined if there is none. */
export function findProblem(plan: CalculationPlan, formats: ColumnFormats, tally: Tally): string | undefined {
  if (!tally.areCellsSure)
    return "Rows of the table lack cells or have too many, so the columns of their cells are uncertain.";
  return (
    tally.conditions.problem() ?? findColumnProblem(plan, formats, tally) ?? findGroupProblem(plan, formats, tally)
  );
}

function findColumnProblem(
  { operation, column }: CalculationPlan,
  { numbers }: ColumnFormats,
  { units }: Tally,
): string | undefined {
  if (column === undefined || operation === "count") return undefined;
  if (!numbers.has(column.number)) return unclearFormat(column.name);
  return units.size > 1 ? mixedUnits(column.name, units) : undefined;
}

function findGroupProblem(
  { groupBy }: CalculationPlan,
  { dates }: ColumnFormats,
  { groups, uncounted }: Tally,
): string | undefined {
  if (groupBy === undefined) return undefined;
  const { column, by } = groupBy;
  if (by !== "value" && !dates.has(column.number)) return unclearDates(column.name);
  if (uncounted.undated > 0) return unreadDates(uncounted.undated, column.name);
  if (groups.size <= MAX_GROUPS) return undefined;
  const kind = by === "value" ? "values" : `${by}s`;
  return `"${column.name}" has more than ${MAX_GROUPS} different ${kind}, the maximum of an answer by groups.`;
}
