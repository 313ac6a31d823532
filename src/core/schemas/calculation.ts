import { z } from "zod";
import { count, hash, location, number, span, text } from "./place.ts";
import { readOnly } from "./read-only.ts";

const calculationOperation = z.enum(["sum", "count", "minimum", "maximum", "average", "median"]);

export type CalculationOperation = z.infer<typeof calculationOperation>;

const calculationColumn = readOnly(z.object({ number: count, name: text }));

/** A column of a table, from 0, with its name as shown. */
export type CalculationColumn = z.infer<typeof calculationColumn>;

const valueCondition = readOnly(z.object({ column: calculationColumn, is: text }));
const valuesCondition = readOnly(z.object({ column: calculationColumn, isAnyOf: z.array(text) }));

/** A condition on a column of numbers: the relation, and the bounds, which belong to the range of `between`. */
const numberCondition = readOnly(
  z.object({
    column: calculationColumn,
    numberIs: z.enum(["more than", "at least", "less than", "at most", "exactly", "between"]),
    /** Two bounds for `between`, else one. */
    numbers: z.array(number),
    /** Canonical unit of the bounds; empty if the question names none. */
    unit: text,
  }),
);

/** A condition on a column of dates. */
const dateCondition = readOnly(
  z.object({
    column: calculationColumn,
    dateIs: z.enum(["before", "after", "since", "until", "in", "between"]),
    /** Days, months or years in ISO 8601; two for `between`, else one. */
    dates: z.array(text),
  }),
);

const calculationCondition = z.union([valueCondition, valuesCondition, numberCondition, dateCondition]);

/**
 * A condition on rows. The cell has a value or one of several, ignoring case and white space, or its number or date
 * satisfies a comparison.
 */
export type CalculationCondition = z.infer<typeof calculationCondition>;
export type NumberCondition = z.infer<typeof numberCondition>;
export type DateCondition = z.infer<typeof dateCondition>;

const calculationGrouping = readOnly(
  z.object({
    column: calculationColumn,
    /** Rows of one group have the same value, or a date in the same period. */
    by: z.enum(["value", "day", "month", "year"]),
  }),
);

/** The column by which rows are grouped. */
export type CalculationGrouping = z.infer<typeof calculationGrouping>;

const calculationPlan = readOnly(
  z.object({
    operation: calculationOperation,
    /** Start of the table in the document's text. */
    tableStart: count,
    /** Column that is computed; absent when rows are counted. A count of a column counts its different values. */
    column: calculationColumn.exactOptional(),
    conditions: z.array(calculationCondition),
    /** Column that names the row of a minimum or maximum; if absent, the first unused column does. */
    label: calculationColumn.exactOptional(),
    groupBy: calculationGrouping.exactOptional(),
  }),
);

/** Calculation over a table, with everything needed to repeat it from the document's text. */
export type CalculationPlan = z.infer<typeof calculationPlan>;

const calculatedCell = readOnly(
  z.object({
    /**
     * `name` is a header cell. `condition` and `value` are in a counted row. `key` names the row of a minimum or
     * maximum, and `group` a group of rows.
     */
    role: z.enum(["name", "condition", "value", "key", "group"]),
    span,
    quote: text,
    location: location.exactOptional(),
  }),
);

/** A cell that a calculation rests on; `quote` equals the document's text at `span`. */
export type CalculatedCell = z.infer<typeof calculatedCell>;

const calculatedGroup = readOnly(
  z.object({
    /** Value of the group's cells as first written, or its period: `2024-03`. */
    name: text,
    value: number,
    /** The value as the column's cells are written. */
    shown: text,
    /** Number of counted rows. */
    rows: count,
  }),
);

/** The result of one group of rows. */
export type CalculatedGroup = z.infer<typeof calculatedGroup>;

export const calculationSchema = readOnly(
  z
    .object({
      plan: calculationPlan,
      /** The calculation in words: `sum of "Price" over 4 rows where "Room" is "Lab"`. */
      formula: text,
      /** The calculation as an SQL statement over the table's rows; `parameters` are bound in order. */
      sql: text,
      parameters: z.array(z.union([text, number])),
      value: number,
      /** The value as the column's cells are written: `€1,234.50`. */
      shown: text,
      /** Number of counted rows. */
      rows: count,
      /** Results of the groups; `value` is then the result over the rows of all groups. */
      groups: z.array(calculatedGroup).exactOptional(),
      /** Parts of the table that were not counted, in words: `2 empty cells`, `1 row of totals`. */
      leftOut: z.array(text),
      documentId: text,
      contentHash: hash,
      /**
       * Cells grouped by role and in reading order, at most 100 of each role. The minimum or maximum is the first
       * value, and the first row of a group stands for it.
       */
      cells: z.array(calculatedCell),
      /** All cells, set if `cells` has only the first of them. */
      allCells: z
        .object({
          /** Number of cells in counted rows that the value rests on. */
          count,
          /**
           * SHA-256 over a line for each of these cells in reading order: role, start, end and quote, tabs between
           * them.
           */
          sha256: text,
          /** The last value. */
          last: calculatedCell,
        })
        .exactOptional(),
    })
    .meta({ id: "Calculation" }),
);

/** A value computed from the cells of one document. */
export type Calculation = z.infer<typeof calculationSchema>;
