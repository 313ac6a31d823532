import type { CalculationOperation } from "../schemas/calculation.ts";
import type { Span } from "../schemas/place.ts";

/** A cell as a value, and where it stands in its document; `null` where it holds no value. */
export interface TypedCell {
  readonly value: number | string | null;
  readonly span: Span;
}

/** What one calculation may read: its time is bounded by it. */
export const calculatorLimits = { rows: 20_000, cells: 200_000 } as const;

/** Rows of one table; each has one cell a column, of the column's type. */
export interface CalculatorRequest {
  readonly columns: readonly { readonly name: string; readonly type: "number" | "text" }[];
  /** Within `calculatorLimits`. */
  readonly rows: readonly (readonly TypedCell[])[];
  readonly operation: CalculationOperation;
  /** Index of a number column; for `count` of any column, whose different values are counted, or absent to count rows. */
  readonly column?: number;
  /** Rows for which all hold are counted; texts are compared as they stand. */
  readonly conditions: readonly { readonly column: number; readonly is: number | string }[];
  /** The value is rounded to so many decimals, from 0 to 12. */
  readonly decimals: number;
}

export interface CalculatorResult {
  /** `null` where no row was counted and the operation is no count. */
  readonly value: number | null;
  /** Indexes of the rows that were counted: conditions hold, and the column has a value. Ascending. */
  readonly rows: readonly number[];
  /** The cells that were computed with, in the order of `rows`; none for a count of rows. */
  readonly cells: readonly TypedCell[];
  readonly sql: string;
  /** Bound to the statement, in order. */
  readonly parameters: readonly (string | number)[];
}

/**
 * Computes over the rows of a table. What the rows say is data: names and values can not become part of a statement.
 *
 * @throws {InvalidArgumentError} for more rows or cells than allowed, a column that is not there or not of numbers
 */
export interface Calculator {
  readonly id: string;
  calculate(request: CalculatorRequest, signal: AbortSignal): Promise<CalculatorResult>;
}
