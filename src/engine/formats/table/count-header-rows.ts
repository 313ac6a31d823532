import { type CellShape, cellShape } from "./cell-shape.ts";

/** Enough to tell what a column holds. */
const SAMPLE_ROWS = 50;
const MOST_HEADER_ROWS = 3;
const LONGEST_NAME = 60;
/** Of a column's cells that must be values, so that a name above them is no value of the column. */
const LEAST_VALUES = 0.6;

type Rows = readonly (readonly string[])[];

/**
 * How many of the first rows name the columns, from 0 to 3.
 *
 * A header is a row of names above rows in which at least one column holds numbers, dates or truth values. Years may be
 * names (`Region | 2022 | 2023`). Rows of group names, with gaps, may stand above it. Where every column is text, the
 * first row counts as a header when it is full, its names are short and different, and none of them is also a value of
 * its column; pairs whose first cell ends with a colon have none.
 *
 * @param rows  the table's first rows, clean; more than 50 are not looked at
 */
export function countHeaderRows(rows: Rows): number {
  const sample = withoutCounter(rows.slice(0, SAMPLE_ROWS));
  const width = Math.max(0, ...sample.map((row) => row.length));
  if (sample.length < 2 || width === 0) return 0;
  for (let last = 0; last < Math.min(MOST_HEADER_ROWS, sample.length - 1); last++) {
    const row = sample[last] ?? [];
    if (!isNames(row, width)) return 0;
    const body = sample.slice(last + 1);
    const groups = sample.slice(0, last);
    const isTopped = groups.every((group) => filled(group) < filled(row));
    if (isTopped && namesValues(row, body, width)) return last + 1;
    if (filled(row) >= width) break;
  }
  return isTextHeader(sample, width) ? 1 : 0;
}

/** A first column that only counts the rows, from its header on, says nothing about the header. */
function withoutCounter(rows: Rows): Rows {
  const first = Number(rows[0]?.[0] || Number.NaN);
  const isCounter = rows.length > 2 && rows.every((row, index) => row[0] === String(first + index));
  return isCounter ? rows.map((row) => row.slice(1)) : rows;
}

function filled(row: readonly string[]): number {
  return row.filter((cell) => cell !== "").length;
}

/** Nothing in it that could only be a value; years in a rising or falling row are names. */
function isNames(row: readonly string[], width: number): boolean {
  const shapes = row.map(cellShape);
  const years = row.filter((_, column) => shapes[column] === "year").map(Number);
  const isYearRow =
    years.length >= 2 &&
    (years.every((year, index) => index === 0 || year > (years[index - 1] ?? 0)) ||
      years.every((year, index) => index === 0 || year < (years[index - 1] ?? 0)));
  if (shapes.includes("value") || (years.length > 0 && !isYearRow)) return false;
  return filled(row) >= Math.min(2, width) && row.every((cell) => cell.length <= LONGEST_NAME);
}

/** At least one column holds values below its name, and none has codes both as its name and below it. */
function namesValues(row: readonly string[], body: Rows, width: number): boolean {
  let values = 0;
  for (let column = 0; column < width; column++) {
    const name = row[column] ?? "";
    const shapes = body.map((other) => cellShape(other[column] ?? "")).filter((shape) => shape !== "empty");
    if (name === "" || shapes.length === 0) continue;
    const own = cellShape(name);
    if (own === "code" && share(shapes, (shape) => shape === "code") >= LEAST_VALUES) return false;
    const isAbove = share(shapes, (shape) => shape === "value" || (shape === "year" && own !== "year"));
    if (isAbove >= LEAST_VALUES) values++;
  }
  return values > 0;
}

function share(shapes: readonly CellShape[], matches: (shape: CellShape) => boolean): number {
  return shapes.filter(matches).length / Math.max(1, shapes.length);
}

function isTextHeader(rows: Rows, width: number): boolean {
  const [first = [], ...body] = rows;
  const isFull = filled(first) === width && first.length === width;
  const isPlain = first.every(
    (cell) => cellShape(cell) === "text" && cell.length <= LONGEST_NAME && !/[.!?:]$/.test(cell),
  );
  if (!isFull || !isPlain || new Set(first).size !== width || width < 2) return false;
  return first.every((name, column) => body.every((row) => (row[column] ?? "") !== name));
}
