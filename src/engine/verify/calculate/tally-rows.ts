import { type CalculationPlan, foldText } from "../../../core/index.ts";
import { readDate, readQuantity, type TableCell } from "../../text/index.ts";
import { type Aggregate, createAggregate } from "./aggregate.ts";
import { type ConditionChecks, checkConditions } from "./check-conditions.ts";
import { type CellCollector, createCellCollector, type RowRank } from "./collect-cells.ts";
import { periodOf } from "./date-bounds.ts";
import { type ColumnFormats, valueText } from "./read-cells.ts";
import type { SampleCell } from "./state-calculation.ts";
import { visitRows, type WrittenTable } from "./visit-rows.ts";

/** Maximum number of groups of an answer, which names each of them. */
export const MAX_GROUPS = 50;

/** Numbers of rows that were not counted, by their reason. */
export interface UncountedRows {
  /** Rows whose computed cell is empty. */
  empty: number;
  /** Rows whose computed cell has no number. */
  unread: number;
  /** Rows in which a compared cell is empty. */
  undecided: number;
  /** Rows without a group. */
  ungrouped: number;
  /** Rows whose period is unknown, since their cell has no date. */
  undated: number;
}

/** The counted rows of one group, or of the whole table. */
export interface TalliedRows {
  readonly name: string;
  readonly aggregate: Aggregate;
  /** Text of the cell with the minimum or maximum. */
  extreme: string;
}

/** Results of one reading of a table. */
export interface Tally {
  readonly all: TalliedRows;
  /** Groups in the order of the table; one more than `MAX_GROUPS` if there are too many. */
  readonly groups: ReadonlyMap<string, TalliedRows>;
  readonly collector: CellCollector;
  readonly conditions: ConditionChecks;
  readonly uncounted: UncountedRows;
  /** Number of rows of totals, which are not counted. */
  totals: number;
  areCellsSure: boolean;
  /** Maximum number of decimals in the computed column. */
  decimals: number;
  readonly units: Set<string>;
  /** First counted cell, with a unit if any cell has one: it shows how values are written. */
  sample: SampleCell | undefined;
}

/** Counts the rows of a table that satisfy the plan's conditions. Reads each row once. */
export async function tallyRows(
  plan: CalculationPlan,
  table: WrittenTable,
  formats: ColumnFormats,
  signal: AbortSignal,
): Promise<Tally> {
  const groups = new Map<string, TalliedRows>();
  const tally: Tally = {
    all: startRows("", plan),
    groups,
    collector: createCellCollector(plan, table),
    conditions: checkConditions(plan.conditions, formats),
    uncounted: { empty: 0, unread: 0, undecided: 0, ungrouped: 0, undated: 0 },
    totals: 0,
    areCellsSure: true,
    decimals: 0,
    units: new Set(),
    sample: undefined,
  };
  const readValue = createValueReader(plan, formats, tally);
  const findGroup = createGroupFinder(plan, formats, tally, groups);
  const visit = (cells: readonly TableCell[]) => {
    const value = readValue(cells);
    const fit = tally.conditions.fit(cells);
    if (fit === "unknown") tally.uncounted.undecided++;
    if (fit !== "yes") return;
    if (typeof value === "string") tally.uncounted[value]++;
    else addRow(cells, value);
  };
  const addRow = (cells: readonly TableCell[], value: CountedValue) => {
    const known = groups.size;
    const group = findGroup(cells);
    if (group === undefined) return;
    const rank = addValue(tally.all, value);
    if (group !== tally.all) addValue(group, value);
    noteSample(tally, value);
    tally.collector.addRow(cells, groups.size > known ? "first" : rank);
  };
  const { totals, areCellsSure } = await visitRows(table, visit, signal);
  tally.totals = totals();
  tally.areCellsSure = areCellsSure();
  return tally;
}

/** Value of a counted row: a number, a text whose different forms are counted, or just the row. */
type CountedValue = SampleCell | { readonly text: string | undefined; readonly quantity?: never };

function startRows(name: string, { operation }: CalculationPlan): TalliedRows {
  return { name, aggregate: createAggregate(operation), extreme: "" };
}

/** Creates a function that returns a row's value, or the reason why the row has none. */
function createValueReader({ operation, column }: CalculationPlan, { numbers }: ColumnFormats, tally: Tally) {
  const format = column === undefined ? undefined : numbers.get(column.number);
  return (cells: readonly TableCell[]): CountedValue | "empty" | "unread" => {
    if (column === undefined) return { text: undefined };
    const text = valueText(cells[column.number]);
    if (text === "") return "empty";
    if (operation === "count") return { text: foldText(text) };
    const quantity = format === undefined ? undefined : readQuantity(text, format.decimalMark);
    if (quantity === undefined) return "unread";
    tally.decimals = Math.max(tally.decimals, quantity.decimals);
    return { text, quantity };
  };
}

/** Creates a function that returns the group of a row; undefined if it has none, or if there are too many groups. */
function createGroupFinder(
  plan: CalculationPlan,
  { dates }: ColumnFormats,
  tally: Tally,
  groups: Map<string, TalliedRows>,
) {
  const { groupBy } = plan;
  if (groupBy === undefined) return () => tally.all;
  const { column, by } = groupBy;
  const order = dates.get(column.number);
  const periodOfText = (text: string) => {
    const day = order === undefined ? undefined : readDate(text, order);
    return day === undefined || by === "value" ? undefined : periodOf(day, by);
  };
  return (cells: readonly TableCell[]): TalliedRows | undefined => {
    const text = valueText(cells[column.number]);
    if (text === "") {
      tally.uncounted.ungrouped++;
      return undefined;
    }
    const name = by === "value" ? text : periodOfText(text);
    if (name === undefined) {
      tally.uncounted.undated++;
      return undefined;
    }
    const key = foldText(name);
    const group = groups.get(key) ?? startRows(name, plan);
    if (groups.size <= MAX_GROUPS) groups.set(key, group);
    return group;
  };
}

function addValue(rows: TalliedRows, { text, quantity }: CountedValue): RowRank {
  if (quantity === undefined) rows.aggregate.addText(text);
  const rank = quantity === undefined ? "other" : rows.aggregate.addNumber(quantity);
  if (rank === "best") rows.extreme = text ?? "";
  return rank;
}

function noteSample(tally: Tally, value: CountedValue): void {
  if (value.quantity === undefined) return;
  const { unit } = value.quantity;
  if (unit !== "") tally.units.add(unit);
  if (tally.sample === undefined || (tally.sample.quantity.unit === "" && unit !== "")) tally.sample = value;
}
