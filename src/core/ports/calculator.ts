import type { CalculationOperation } from "../schemas/calculation.ts";
import type { Span } from "../schemas/place.ts";

/** A cell's value and its place in the document; `null` if the cell has no value. */
export interface TypedCell {
  readonly value: number | string | null;
  readonly span: Span;
}

/** Maximum rows and cells of one calculation, which bound its time. */
export const calculatorLimits = { rows: 20_000, cells: 200_000 } as const;

/** A calculation over the rows of one table. Each row has one cell per column, of the column's type. */
export interface CalculatorRequest {
  readonly columns: readonly { readonly name: string; readonly type: "number" | "text" }[];
  /** Rows of the table, at most as many rows and cells as `calculatorLimits` allow. */
  readonly rows: readonly (readonly TypedCell[])[];
  readonly operation: CalculationOperation;
  /** Index of a number column. `count` takes any column and counts its different values, or none and counts rows. */
  readonly column?: number;
  /** Conditions that a counted row must all satisfy. Texts are compared literally. */
  readonly conditions: readonly { readonly column: number; readonly is: number | string }[];
  /** Number of decimals of the value, from 0 to 12. */
  readonly decimals: number;
}

export interface CalculatorResult {
  /** Result of the calculation; `null` if no row was counted and the operation is not `count`. */
  readonly value: number | null;
  /** Indexes of the counted rows, ascending: all conditions hold, and the column has a value. */
  readonly rows: readonly number[];
  /** Cells used in the calculation, in the order of `rows`; empty for a count of rows. */
  readonly cells: readonly TypedCell[];
  readonly sql: string;
  /** Values of the parameters of the SQL statement, in order. */
  readonly parameters: readonly (string | number)[];
}

/**
 * Computes over the rows of a table. The rows are data: their names and values cannot become part of a statement.
 *
 * @throws {InvalidArgumentError} for too many rows or cells, or for a column that does not exist or has no numbers
 */
export interface Calculator {
  readonly id: string;
  calculate(request: CalculatorRequest, signal: AbortSignal): Promise<CalculatorResult>;
}
