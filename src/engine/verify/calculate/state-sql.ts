import {
  type CalculationColumn,
  type CalculationCondition,
  type CalculationPlan,
  foldText,
} from "../../../core/index.ts";
import { boundsOf } from "./date-bounds.ts";

/** An SQL statement with the values of its parameters, in order. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

const aggregates = { sum: "SUM", minimum: "MIN", maximum: "MAX", average: "AVG" } as const;
const periodLengths = { day: 10, month: 7, year: 4 } as const;

/**
 * States a plan as an SQL statement over the rows of the table, so that anyone can repeat it in a database.
 * Numbers are numbers there, dates are text in ISO 8601, and other cells are text, folded as by `foldText`; a
 * cell without a value is `NULL`. Names are quoted and values are parameters, so that the text of a document
 * cannot become part of the statement.
 */
export function stateSql(plan: CalculationPlan, names: readonly string[], decimals: number): Statement {
  const nameOf = (column: CalculationColumn) => quoteName(column, names);
  const { column, conditions, groupBy } = plan;
  const conditionsInSql = conditions.map((condition) => stateCondition(condition, nameOf(condition.column)));
  const grouping = groupBy === undefined ? undefined : stateGrouping(groupBy.by, nameOf(groupBy.column));
  const filters = [
    ...conditionsInSql.map(({ sql }) => sql),
    ...(column === undefined ? [] : [`${nameOf(column)} IS NOT NULL`]),
    ...(groupBy === undefined ? [] : [`${nameOf(groupBy.column)} IS NOT NULL`]),
  ];
  const where = filters.length === 0 ? "" : ` WHERE ${filters.join(" AND ")}`;
  const computed = column === undefined ? undefined : nameOf(column);
  const parameters = conditionsInSql.flatMap((condition) => condition.parameters);
  return { sql: select(plan.operation, computed, grouping, where, decimals), parameters };
}

function select(
  operation: CalculationPlan["operation"],
  computed: string | undefined,
  grouping: string | undefined,
  where: string,
  decimals: number,
): string {
  const group = grouping === undefined ? "" : `${grouping} AS "group", `;
  const groupBy = grouping === undefined ? "" : ` GROUP BY ${grouping}`;
  if (operation !== "median" || computed === undefined)
    return `SELECT ${group}${aggregate(operation, computed, decimals)} AS value FROM cells${where}${groupBy}`;
  // SQL has no median: it is the average of the one or two rows in the middle.
  const partition = grouping === undefined ? "" : `PARTITION BY ${grouping}`;
  const ranked = `SELECT ${group}${computed} AS number, ROW_NUMBER() OVER (${partition} ORDER BY ${computed}) AS place, COUNT(*) OVER (${partition}) AS "all" FROM cells${where}`;
  const by = grouping === undefined ? "" : ' GROUP BY "group"';
  return `SELECT ${grouping === undefined ? "" : '"group", '}AVG(number) AS value FROM (${ranked}) WHERE place IN (("all" + 1) / 2, "all" / 2 + 1)${by}`;
}

function aggregate(operation: CalculationPlan["operation"], name: string | undefined, decimals: number): string {
  if (operation === "count" || operation === "median" || name === undefined)
    return name === undefined ? "COUNT(*)" : `COUNT(DISTINCT ${name})`;
  return `ROUND(${aggregates[operation]}(${name}), ${decimals})`;
}

function stateGrouping(by: "value" | keyof typeof periodLengths, name: string): string {
  return by === "value" ? name : `SUBSTR(${name}, 1, ${periodLengths[by]})`;
}

const comparisons = { "more than": ">", "at least": ">=", "less than": "<", "at most": "<=", exactly: "=" } as const;

function stateCondition(condition: CalculationCondition, name: string): Statement {
  if ("is" in condition) return { sql: `${name} = ?`, parameters: [foldText(condition.is)] };
  if ("isAnyOf" in condition) {
    const values = condition.isAnyOf.map(foldText);
    return { sql: `${name} IN (${values.map(() => "?").join(", ")})`, parameters: values };
  }
  if ("numberIs" in condition) {
    if (condition.numberIs === "between") return { sql: `${name} BETWEEN ? AND ?`, parameters: condition.numbers };
    return { sql: `${name} ${comparisons[condition.numberIs]} ?`, parameters: condition.numbers };
  }
  const { first, last } = boundsOf(condition);
  if (first !== undefined && last !== undefined) return { sql: `${name} BETWEEN ? AND ?`, parameters: [first, last] };
  if (first !== undefined) return { sql: `${name} >= ?`, parameters: [first] };
  return { sql: `${name} <= ?`, parameters: [last ?? ""] };
}

/** Returns the column's name as a quoted identifier, with its number in front if another column has that name. */
function quoteName({ number, name }: CalculationColumn, names: readonly string[]): string {
  const fold = (text: string | undefined) => (text ?? "").replaceAll("\0", "").toLowerCase();
  const isUnique = names.every((other, index) => index === number || fold(other) !== fold(name));
  const isUsable = fold(name) !== "" && isUnique && !/^\d+\./.test(name);
  const usable = isUsable ? name : `${number + 1}. ${name}`;
  return `"${usable.replaceAll("\0", "").replaceAll('"', '""')}"`;
}
