import {
  type CalculatedCell,
  type CalculatedGroup,
  type Calculation,
  type CalculationPlan,
  type Document,
  defined,
  locateSpan,
} from "../../../core/index.ts";
import { type NumberFormat, outlineTables } from "../../text/index.ts";
import { MAX_DECIMALS } from "./aggregate.ts";
import type { CollectedCell } from "./collect-cells.ts";
import { findProblem } from "./find-problem.ts";
import { readFormats } from "./read-cells.ts";
import { formatValue, plural, stateFormula } from "./state-calculation.ts";
import { stateSql } from "./state-sql.ts";
import { type TalliedRows, type Tally, tallyRows } from "./tally-rows.ts";
import type { WrittenTable } from "./visit-rows.ts";

/** Parts of a document that a calculation reads. */
export type CalculatedDocument = Pick<Document, "id" | "contentHash" | "text" | "elements" | "locations">;

/** A calculation, or the reason why nothing is computed, as a sentence. */
export type ComputedCalculation =
  | { readonly status: "computed"; readonly calculation: Calculation }
  | { readonly status: "refused"; readonly why: string };

/** Minimum number of decimals of an average. */
const MIN_AVERAGE_DECIMALS = 2;

/**
 * Computes a plan over all rows of a table in the document's text. Other work runs in between. Only the numbers of a
 * median and the texts of a count of different values are kept in memory.
 *
 * @returns  undefined if the table or a column is missing, or if no row counts
 */
export async function computeCalculation(
  plan: CalculationPlan,
  document: CalculatedDocument,
  signal: AbortSignal,
): Promise<ComputedCalculation | undefined> {
  const table = findTable(plan, document);
  if (table === undefined) return undefined;
  const { numbers, dates } = columnsToRead(plan);
  const formats = await readFormats(table, numbers, dates, signal);
  const tally = await tallyRows(plan, table, formats, signal);
  const why = findProblem(plan, formats, tally);
  if (why !== undefined) return { status: "refused", why };
  if (tally.all.aggregate.rows === 0 && plan.operation !== "count") return undefined;

  const decimals = decimalsOf(plan, tally);
  const format = plan.column === undefined ? undefined : formats.numbers.get(plan.column.number);
  const compute = (rows: TalliedRows) => resultOf(rows, plan.operation, format, decimals, tally.sample);
  const all = await compute(tally.all);
  const groups: CalculatedGroup[] = [];
  for (const rows of tally.groups.values()) {
    const group = await compute(rows);
    if (group !== undefined) groups.push(group);
  }
  if (all === undefined || groups.length < tally.groups.size)
    return { status: "refused", why: `The ${plan.operation} is too large to be exact.` };
  const { cells, all: allCells } = tally.collector.collect();
  const locate = (cell: CollectedCell) => locateCell(cell, document);
  const calculation: Calculation = {
    plan,
    formula: stateFormula(plan, all.rows),
    ...stateSql(plan, table.outline.names, decimals),
    value: all.value,
    shown: all.shown,
    rows: all.rows,
    ...defined({ groups: plan.groupBy === undefined ? undefined : groups }),
    leftOut: listLeftOut(plan, tally),
    documentId: document.id,
    contentHash: document.contentHash,
    cells: cells.map(locate),
    ...defined({ allCells: allCells && { ...allCells, last: locate(allCells.last) } }),
  };
  return { status: "computed", calculation };
}

function findTable(plan: CalculationPlan, { text, elements }: CalculatedDocument): WrittenTable | undefined {
  const outline = outlineTables(text, elements).find(({ span }) => span.start === plan.tableStart);
  const { column, label, groupBy } = plan;
  const columns = [...plan.conditions.map((condition) => condition.column), column, label, groupBy?.column];
  const isSame = columns.every((one) => one === undefined || outline?.names[one.number] === one.name);
  return outline === undefined || !isSame ? undefined : { text, outline };
}

function columnsToRead({ operation, column, conditions, groupBy }: CalculationPlan) {
  const compared = conditions.flatMap((one) => ("numberIs" in one ? [one.column.number] : []));
  const dated = conditions.flatMap((one) => ("dateIs" in one ? [one.column.number] : []));
  const computed = column === undefined || operation === "count" ? [] : [column.number];
  const periods = groupBy === undefined || groupBy.by === "value" ? [] : [groupBy.column.number];
  return { numbers: new Set([...compared, ...computed]), dates: new Set([...dated, ...periods]) };
}

/**
 * Returns the number of decimals of a value: those of the column, and enough for an average or for the middle of two
 * cells.
 */
function decimalsOf({ operation }: CalculationPlan, { decimals }: Tally): number {
  const least = { average: MIN_AVERAGE_DECIMALS, median: decimals + 1 };
  return Math.min(
    MAX_DECIMALS,
    operation === "average" || operation === "median" ? Math.max(least[operation], decimals) : decimals,
  );
}

/** Returns the value of rows as a number and as its column is written; undefined if it is not exact. */
async function resultOf(
  { name, aggregate, extreme }: TalliedRows,
  operation: CalculationPlan["operation"],
  format: NumberFormat | undefined,
  decimals: number,
  sample: Tally["sample"],
): Promise<CalculatedGroup | undefined> {
  const { rows } = aggregate;
  const value = await aggregate.result(decimals);
  if (value === undefined) return undefined;
  if (operation === "count" || format === undefined || sample === undefined)
    return { name, value, shown: String(value), rows };
  if (extreme !== "") return { name, value, shown: extreme, rows };
  const isShorter = operation === "median" && Number.isInteger(Math.round(value * 10 ** decimals) / 10);
  return {
    name,
    value,
    shown: formatValue(value, { ...format, decimals: decimals - (isShorter ? 1 : 0) }, sample),
    rows,
  };
}

function listLeftOut({ groupBy, conditions }: CalculationPlan, { totals, uncounted }: Tally): readonly string[] {
  const compared = conditions.flatMap((one) => ("numberIs" in one || "dateIs" in one ? [`"${one.column.name}"`] : []));
  const { empty, unread, undecided, ungrouped } = uncounted;
  return [
    ...(totals > 0 ? [`${plural(totals, "row")} of totals`] : []),
    ...(undecided > 0 ? [`${plural(undecided, "row")} without ${[...new Set(compared)].join(" or ")}`] : []),
    ...(ungrouped > 0 ? [`${plural(ungrouped, "row")} without "${groupBy?.column.name ?? ""}"`] : []),
    ...(empty > 0 ? [plural(empty, "empty cell")] : []),
    ...(unread > 0 ? [`${plural(unread, "cell")} without a number`] : []),
  ];
}

function locateCell({ role, span }: CollectedCell, { text, locations }: CalculatedDocument): CalculatedCell {
  return defined({ role, span, quote: text.slice(span.start, span.end), location: locateSpan(locations, span) });
}
