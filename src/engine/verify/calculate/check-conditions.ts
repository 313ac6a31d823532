import { type CalculationCondition, type DateCondition, foldText, type NumberCondition } from "../../../core/index.ts";
import { readDate, readQuantity, type TableCell } from "../../text/index.ts";
import { boundsOf, isWithin } from "./date-bounds.ts";
import { type ColumnFormats, unitOfName, valueText } from "./read-cells.ts";
import { plural } from "./state-calculation.ts";

/** Whether a row satisfies the conditions: `unknown` if a cell that decides is empty or not a number or date. */
export type Fit = "yes" | "no" | "unknown";

/** Checks the rows of a table against conditions, and remembers what it could not decide. */
export interface ConditionChecks {
  fit(cells: readonly TableCell[]): Fit;
  /** Returns the reason why nothing may be computed: cells that cannot be compared; undefined if there are none. */
  problem(): string | undefined;
}

interface ConditionCheck {
  check(text: string): Fit;
  problem(): string | undefined;
}

/** Creates the checks of conditions. */
export function checkConditions(conditions: readonly CalculationCondition[], formats: ColumnFormats): ConditionChecks {
  // Values come first: a cell without a number does not matter in a row that another condition excludes.
  const inOrder = conditions.toSorted(
    (left, right) => Number("numberIs" in left || "dateIs" in left) - Number("numberIs" in right || "dateIs" in right),
  );
  const checks = inOrder.map((condition) => ({ column: condition.column.number, ...checkOf(condition, formats) }));
  return {
    fit(cells) {
      let fit: Fit = "yes";
      for (const { column, check } of checks) {
        const own = check(cells[column]?.text ?? "");
        if (own === "no") return "no";
        if (own === "unknown") fit = "unknown";
      }
      return fit;
    },
    problem: () => checks.map(({ problem }) => problem()).find((problem) => problem !== undefined),
  };
}

function checkOf(condition: CalculationCondition, formats: ColumnFormats): ConditionCheck {
  if ("numberIs" in condition) return checkNumbers(condition, formats);
  if ("dateIs" in condition) return checkDates(condition, formats);
  const values = new Set(("is" in condition ? [condition.is] : condition.isAnyOf).map(foldText));
  return { check: (text) => (values.has(foldText(text)) ? "yes" : "no"), problem: () => undefined };
}

function checkNumbers(condition: NumberCondition, { numbers }: ColumnFormats): ConditionCheck {
  const { column } = condition;
  const format = numbers.get(column.number);
  const units = new Set<string>();
  let unread = 0;
  return {
    check(text) {
      const written = valueText({ text });
      if (written === "" || format === undefined) return "unknown";
      const quantity = readQuantity(written, format.decimalMark);
      if (quantity === undefined) unread++;
      else if (quantity.unit !== "") units.add(quantity.unit);
      if (quantity === undefined) return "unknown";
      return satisfies(quantity.value, condition) ? "yes" : "no";
    },
    problem() {
      if (format === undefined) return unclearFormat(column.name);
      if (unread > 0)
        return `${plural(unread, "cell")} of "${column.name}" ${unread === 1 ? "has" : "have"} no number that can be compared.`;
      return findUnitProblem(condition, units);
    },
  };
}

function findUnitProblem({ column: { name }, unit }: NumberCondition, units: ReadonlySet<string>): string | undefined {
  if (units.size > 1) return mixedUnits(name, units);
  const [own = unitOfName(name) ?? ""] = units;
  if (unit === "" || own === unit) return undefined;
  const written = own === "" ? "without a unit" : `in ${own}`;
  return `The question compares "${name}" with a number in ${unit}, but its cells are numbers ${written}.`;
}

function satisfies(value: number, { numberIs, numbers }: NumberCondition): boolean {
  const [bound = Number.NaN, upper = bound] = numbers;
  switch (numberIs) {
    case "more than":
      return value > bound;
    case "at least":
      return value >= bound;
    case "less than":
      return value < bound;
    case "at most":
      return value <= bound;
    case "exactly":
      return value === bound;
    default:
      return value >= bound && value <= upper;
  }
}

function checkDates(condition: DateCondition, { dates }: ColumnFormats): ConditionCheck {
  const { column } = condition;
  const order = dates.get(column.number);
  const bounds = boundsOf(condition);
  let unread = 0;
  return {
    check(text) {
      const written = valueText({ text });
      if (written === "" || order === undefined) return "unknown";
      const day = readDate(written, order);
      if (day === undefined) unread++;
      if (day === undefined) return "unknown";
      return isWithin(day, bounds) ? "yes" : "no";
    },
    problem() {
      if (order === undefined) return unclearDates(column.name);
      return unread === 0 ? undefined : unreadDates(unread, column.name);
    },
  };
}

/** Says that a column does not show its number format. */
export function unclearFormat(name: string): string {
  return `The column "${name}" does not show whether "." or "," is its decimal mark.`;
}

/** Says that a column does not show the order of day and month. */
export function unclearDates(name: string): string {
  return `The column "${name}" does not show whether its dates begin with the day or the month.`;
}

/** Says that cells of a column are not dates. */
export function unreadDates(count: number, name: string): string {
  return `${plural(count, "cell")} of "${name}" ${count === 1 ? "has" : "have"} no date that can be compared.`;
}

/** Says that a column has several units. */
export function mixedUnits(name: string, units: ReadonlySet<string>): string {
  return `The cells of "${name}" have different units (${[...units].sort().join(", ")}).`;
}
