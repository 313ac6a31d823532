import type { Run } from "./read-pdf-runs.ts";

/** Runs on one base line without a wide gap: a line of a column, or a cell of a table's row. */
export interface Segment {
  readonly runs: readonly Run[];
  readonly start: number;
  readonly end: number;
  readonly baseline: number;
  readonly fontSize: number;
  /** Table that the segment stands for, instead of runs. */
  readonly table?: Table;
}

/** Segments on one base line, in reading order. */
export interface Row {
  readonly segments: readonly Segment[];
  readonly start: number;
  readonly end: number;
  readonly baseline: number;
  readonly fontSize: number;
}

/** Horizontal extent of a column, in points. */
export interface Column {
  readonly start: number;
  readonly end: number;
}

/** A row of a table. A cell is a list of its lines from top to bottom; an empty cell has none. */
export interface TableRow {
  readonly page: number;
  readonly cells: readonly (readonly Segment[])[];
}

export interface Table {
  readonly kind: "table";
  /** Columns from left to right. Empty if the cells form no columns: then a row has only cells with text. */
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
  /** Number of rows at the top that name the columns. */
  readonly headerRows: number;
}
