import { z } from "zod";
import { count, hash, location, number, span, text } from "./place.ts";
import { readOnly } from "./read-only.ts";

const calculationOperation = z.enum(["sum", "count", "minimum", "maximum", "average"]);

export type CalculationOperation = z.infer<typeof calculationOperation>;

const calculationColumn = readOnly(z.object({ number: count, name: text }));

/** A column of a table, from 0, with its name as shown. */
export type CalculationColumn = z.infer<typeof calculationColumn>;

const calculationCondition = readOnly(z.object({ column: calculationColumn, is: text }));

/** A condition on rows: the cell says this, ignoring case and white space. */
export type CalculationCondition = z.infer<typeof calculationCondition>;

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
  }),
);

/** Calculation over a table, with everything needed to repeat it from the document's text. */
export type CalculationPlan = z.infer<typeof calculationPlan>;

const calculatedCell = readOnly(
  z.object({
    /**
     * `name` is a header cell. `condition` and `value` are in a counted row. `key` names the row of a minimum or
     * maximum.
     */
    role: z.enum(["name", "condition", "value", "key"]),
    span,
    quote: text,
    location: location.exactOptional(),
  }),
);

/** A cell that a calculation rests on; `quote` equals the document's text at `span`. */
export type CalculatedCell = z.infer<typeof calculatedCell>;

export const calculationSchema = readOnly(
  z
    .object({
      plan: calculationPlan,
      /** The calculation in words: `sum of "Price" over 4 rows where "Room" is "Lab"`. */
      formula: text,
      /** The SQL statement that computed the value; `parameters` are bound in order. */
      sql: text,
      parameters: z.array(z.union([text, number])),
      value: number,
      /** The value as the column's cells are written: `€1,234.50`. */
      shown: text,
      /** Number of counted rows. */
      rows: count,
      /** Parts of the table that were not counted, in words: `2 empty cells`, `1 row of totals`. */
      leftOut: z.array(text),
      documentId: text,
      contentHash: hash,
      /** All cells, grouped by role and in reading order, except that the minimum or maximum is the first value. */
      cells: z.array(calculatedCell),
    })
    .meta({ id: "Calculation" }),
);

/** A value computed from the cells of one document. */
export type Calculation = z.infer<typeof calculationSchema>;
