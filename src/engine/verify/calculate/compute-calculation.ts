import {
  type CalculatedCell,
  type Calculation,
  type CalculationPlan,
  type Calculator,
  type CalculatorResult,
  calculatorLimits,
  type Document,
  defined,
  findMax,
  foldText,
  locateSpan,
} from "../../../core/index.ts";
import { type QuantityColumn, readQuantities, readTables, type TableCell, type TextTable } from "../../text/index.ts";
import { isNothing, selectRows } from "./select-rows.ts";
import { formatValue, plural, stateFormula } from "./state-calculation.ts";

/** Parts of a document that a calculation reads. */
export type CalculatedDocument = Pick<Document, "id" | "contentHash" | "text" | "elements" | "locations">;

type Rows = readonly (readonly TableCell[])[];

/** A plan with the table that it is computed over. */
interface PreparedCalculation {
  readonly plan: CalculationPlan;
  readonly table: TextTable;
  readonly rows: Rows;
  readonly totals: number;
  /** Numbers of the computed column; undefined if it is not a column of numbers. */
  readonly numbers: QuantityColumn | undefined;
  readonly decimals: number;
}

/** Minimum number of decimals of an average. */
const MIN_AVERAGE_DECIMALS = 2;
const MAX_DECIMALS = 12;

/**
 * Computes a plan over a table in the document's text.
 *
 * @returns  undefined if the table or a column is missing, no row counts, the column's number format is unclear, or the counted
 *           cells have different units, which cannot be added
 */
export async function computeCalculation(
  plan: CalculationPlan,
  document: CalculatedDocument,
  calculator: Calculator,
  signal: AbortSignal,
): Promise<Calculation | undefined> {
  const prepared = prepare(plan, document);
  if (prepared === undefined) return undefined;
  const result = await calculator.calculate(toRequest(prepared), signal);
  const { value } = result;
  if (value === null || (result.rows.length === 0 && plan.operation !== "count")) return undefined;
  if (!hasOneUnit(prepared, result) || !Number.isSafeInteger(Math.round(value * 10 ** prepared.decimals))) {
    return undefined;
  }
  return {
    plan,
    formula: stateFormula(plan, result.rows.length),
    sql: result.sql,
    parameters: result.parameters,
    value,
    shown: showValue(prepared, result, value),
    rows: result.rows.length,
    leftOut: listLeftOut(prepared, result),
    documentId: document.id,
    contentHash: document.contentHash,
    cells: listCells(prepared, result, value).map((cell) => locate(cell, document)),
  };
}

function prepare(plan: CalculationPlan, document: CalculatedDocument): PreparedCalculation | undefined {
  const { operation, column, conditions, label } = plan;
  const table = readTables(document.text, document.elements).find(({ span }) => span.start === plan.tableStart);
  const selected = table === undefined ? undefined : selectRows(table);
  const columns = [
    ...conditions.map((condition) => condition.column),
    ...(column ? [column] : []),
    ...(label ? [label] : []),
  ];
  if (table === undefined || selected === undefined || selected.rows.length > calculatorLimits.rows) return undefined;
  if (columns.some(({ number, name }) => table.names[number] !== name)) return undefined;
  const base = { plan, table, ...selected };
  if (operation === "count" || column === undefined) return { ...base, numbers: undefined, decimals: 0 };
  const numbers = readQuantities(selected.rows.map((cells) => valueText(cells[column.number])));
  if (numbers === undefined) return undefined;
  const written = Math.max(0, findMax(numbers.quantities.map((quantity) => quantity?.decimals ?? 0)));
  const decimals = operation === "average" ? Math.max(MIN_AVERAGE_DECIMALS, written) : written;
  return { ...base, numbers, decimals: Math.min(MAX_DECIMALS, decimals) };
}

/** Builds the calculator's request: the computed column first, then those of the conditions. */
function toRequest({ plan, rows, numbers, decimals }: PreparedCalculation): Parameters<Calculator["calculate"]>[0] {
  const { operation, column, conditions } = plan;
  const computed = column === undefined ? [] : [column];
  const typedRows = rows.map((cells, index) => [
    ...computed.map(({ number }) => {
      const text = valueText(cells[number]);
      const counted = text === "" ? null : foldText(text);
      return { value: numbers ? (numbers.quantities[index]?.value ?? null) : counted, span: spanOf(cells[number]) };
    }),
    ...conditions.map((condition) => {
      const cell = cells[condition.column.number];
      return { value: foldText(cell?.text ?? ""), span: spanOf(cell) };
    }),
  ]);
  return defined({
    columns: [
      ...computed.map(({ name }) => ({ name, type: numbers ? ("number" as const) : ("text" as const) })),
      ...conditions.map((condition) => ({ name: condition.column.name, type: "text" as const })),
    ],
    rows: typedRows,
    operation,
    column: column === undefined ? undefined : 0,
    conditions: conditions.map(({ is }, index) => ({ column: computed.length + index, is: foldText(is) })),
    decimals,
  });
}

function spanOf(cell: TableCell | undefined): TableCell["span"] {
  return cell?.span ?? { start: 0, end: 0 };
}

function valueText(cell: TableCell | undefined): string {
  return cell === undefined || isNothing(cell.text) ? "" : cell.text;
}

function hasOneUnit({ numbers }: PreparedCalculation, { rows }: CalculatorResult): boolean {
  const units = rows.map((row) => numbers?.quantities[row]?.unit ?? "").filter((unit) => unit !== "");
  return new Set(units).size <= 1;
}

function showValue(prepared: PreparedCalculation, result: CalculatorResult, value: number): string {
  const { plan, numbers, rows } = prepared;
  const samples = result.rows.flatMap((row) => {
    const quantity = numbers?.quantities[row];
    return quantity === undefined ? [] : [{ text: valueText(rows[row]?.[plan.column?.number ?? 0]), quantity }];
  });
  const sample = samples.find(({ quantity }) => quantity.unit !== "") ?? samples[0];
  if (numbers === undefined || sample === undefined) return String(value);
  const extreme = samples.find(({ quantity }) => quantity.value === value);
  if (isExtreme(plan) && extreme !== undefined) return extreme.text;
  return formatValue(value, { ...numbers, decimals: prepared.decimals }, sample);
}

function isExtreme({ operation }: CalculationPlan): boolean {
  return operation === "minimum" || operation === "maximum";
}

function listLeftOut(
  { plan, rows, totals }: PreparedCalculation,
  { rows: counted }: CalculatorResult,
): readonly string[] {
  const { column, conditions } = plan;
  const isCounted = new Set(counted);
  const uncounted =
    column === undefined ? [] : rows.filter((cells, row) => !isCounted.has(row) && fits(cells, conditions));
  const empty = uncounted.filter((cells) => valueText(cells[column?.number ?? 0]) === "").length;
  const unread = uncounted.length - empty;
  return [
    ...(totals > 0 ? [`${plural(totals, "row")} of totals`] : []),
    ...(empty > 0 ? [plural(empty, "empty cell")] : []),
    ...(unread > 0 ? [`${plural(unread, "cell")} without a number`] : []),
  ];
}

function fits(cells: readonly TableCell[], conditions: CalculationPlan["conditions"]): boolean {
  return conditions.every(({ column, is }) => foldText(cells[column.number]?.text ?? "") === foldText(is));
}

type CitedCell = Pick<CalculatedCell, "role"> & Pick<TableCell, "span">;

/**
 * Lists the cited cells: column names, then conditions, then the names of the best rows, then values with the best ones
 * first.
 */
function listCells(prepared: PreparedCalculation, result: CalculatorResult, value: number): readonly CitedCell[] {
  const { plan, table, rows, numbers } = prepared;
  const columns = [...plan.conditions.map(({ column }) => column), ...(plan.column ? [plan.column] : [])];
  const counted = result.rows.map((row) => ({ row, cells: rows[row] ?? [] }));
  const pick = (role: CalculatedCell["role"], cells: readonly (TableCell | undefined)[]): readonly CitedCell[] =>
    cells.flatMap((cell) => (cell === undefined || cell.text === "" ? [] : [{ role, span: cell.span }]));
  const valueColumn = plan.column?.number ?? keyColumn(prepared);
  const isBest = (row: number) => isExtreme(plan) && numbers?.quantities[row]?.value === value;
  const best = counted.filter(({ row }) => isBest(row));
  return [
    ...columns.flatMap(({ number }) =>
      pick(
        "name",
        table.header.map(({ cells }) => cells[number]),
      ),
    ),
    ...plan.conditions.flatMap(({ column }) =>
      pick(
        "condition",
        counted.map(({ cells }) => cells[column.number]),
      ),
    ),
    ...pick(
      "key",
      best.map(({ cells }) => cells[plan.label?.number ?? keyColumn(prepared)]),
    ),
    ...pick(
      "value",
      [...best, ...counted.filter(({ row }) => !isBest(row))].map(({ cells }) => cells[valueColumn]),
    ),
  ];
}

/** Returns the column that names the rows: the first one that is neither computed nor part of a condition. */
function keyColumn({ plan, table }: Pick<PreparedCalculation, "plan" | "table">): number {
  const used = [plan.column?.number, ...plan.conditions.map(({ column }) => column.number)];
  return Math.max(
    0,
    table.names.findIndex((_, column) => !used.includes(column)),
  );
}

function locate({ role, span }: CitedCell, { text, locations }: CalculatedDocument): CalculatedCell {
  const location = locateSpan(locations, span);
  return defined({ role, span, quote: text.slice(span.start, span.end), location });
}
