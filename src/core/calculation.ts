import type { Location } from "./location.ts";
import type { Span } from "./span.ts";

export type CalculationOperation = "sum" | "count" | "minimum" | "maximum" | "average";

/** A column of a table, from 0, with its name as it is shown. */
export interface CalculationColumn {
  readonly number: number;
  readonly name: string;
}

/** Only rows whose cell says this, apart from case and white space. */
export interface CalculationCondition {
  readonly column: CalculationColumn;
  readonly is: string;
}

/** What is computed over which table: enough to compute it again from the document's text. */
export interface CalculationPlan {
  readonly operation: CalculationOperation;
  /** Where the table begins in the document's text. */
  readonly tableStart: number;
  /** Absent for a count of rows; a count of a column counts its different values. */
  readonly column?: CalculationColumn;
  readonly conditions: readonly CalculationCondition[];
  /** Of a least or greatest value: the column that says what its row is; absent for the first that is not used. */
  readonly label?: CalculationColumn;
}

/** A cell that a calculation rests on; `quote` equals the document's text at `span`. */
export interface CalculatedCell {
  /** `name` stands in the header, `condition` and `value` in a counted row, `key` names the row of a least or greatest value. */
  readonly role: "name" | "condition" | "value" | "key";
  readonly span: Span;
  readonly quote: string;
  readonly location?: Location;
}

/** A value that was computed from cells of one document. */
export interface Calculation {
  readonly plan: CalculationPlan;
  /** In words: `sum of "Price" over 4 rows where "Room" is "Lab"`. */
  readonly formula: string;
  /** What computed it; the values of `parameters` are bound in their order. */
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
  readonly value: number;
  /** The value as the column's cells are written: `€1,234.50`. */
  readonly shown: string;
  /** Of the counted rows. */
  readonly rows: number;
  /** What stands in the table and was not counted, in words: `2 empty cells`, `1 row of totals`. */
  readonly leftOut: readonly string[];
  readonly documentId: string;
  readonly contentHash: string;
  /** All of them by role; in reading order, but the least or greatest value first. */
  readonly cells: readonly CalculatedCell[];
}
