import { findMax } from "../../../core/index.ts";

/** Number of first rows that are examined: enough to tell which kind of values a column contains. */
const SAMPLE_ROWS = 50;
const MAX_HEADER_ROWS = 3;
const MAX_NAME_CHARACTERS = 60;
/** Minimum share of values in a column whose first cell is its name. */
const MIN_VALUE_SHARE = 0.6;

type Rows = readonly (readonly string[])[];

/**
 * Counts how many of the first rows name the columns, from 0 to 3.
 *
 * A header is a row of names above rows in which at least one column holds numbers, dates or truth values. Years may be
 * names (`Region | 2022 | 2023`). Rows of group names, with gaps, may precede it. If every column is text, the first
 * row is a header when it is full, and its names are short, different, and no values of their columns. A row with a
 * cell that ends with a colon is not.
 *
 * @param rows  the table's first rows, with clean cells; only the first 50 are looked at
 */
export function countHeaderRows(rows: Rows): number {
  const sample = withoutCounter(rows.slice(0, SAMPLE_ROWS));
  const width = Math.max(0, findMax(sample.map((row) => row.length)));
  if (sample.length < 2 || width === 0) return 0;
  for (let last = 0; last < Math.min(MAX_HEADER_ROWS, sample.length - 1); last++) {
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

/** Drops a first column that only counts the rows, from the first one on: it says nothing about the header. */
function withoutCounter(rows: Rows): Rows {
  const first = Number(rows[0]?.[0] || Number.NaN);
  const isCounter = rows.length > 2 && rows.every((row, index) => row[0] === String(first + index));
  return isCounter ? rows.map((row) => row.slice(1)) : rows;
}

function filled(row: readonly string[]): number {
  return row.filter((cell) => cell !== "").length;
}

/** Tests that nothing in a row can only be a value. Years in rising or falling order are names. */
function isNames(row: readonly string[], width: number): boolean {
  const shapes = row.map(cellShape);
  const years = row.filter((_, column) => shapes[column] === "year").map(Number);
  const isYearRow =
    years.length >= 2 &&
    (years.every((year, index) => index === 0 || year > (years[index - 1] ?? 0)) ||
      years.every((year, index) => index === 0 || year < (years[index - 1] ?? 0)));
  if (shapes.includes("value") || (years.length > 0 && !isYearRow)) return false;
  return filled(row) >= Math.min(2, width) && row.every((cell) => cell.length <= MAX_NAME_CHARACTERS);
}

/** Tests that some column has values below its name, and that none has codes both as its name and below it. */
function namesValues(row: readonly string[], body: Rows, width: number): boolean {
  let values = 0;
  for (let column = 0; column < width; column++) {
    const name = row[column] ?? "";
    const shapes = body.map((other) => cellShape(other[column] ?? "")).filter((shape) => shape !== "empty");
    if (name === "" || shapes.length === 0) continue;
    const nameShape = cellShape(name);
    if (nameShape === "code" && share(shapes, (shape) => shape === "code") >= MIN_VALUE_SHARE) return false;
    const valueShare = share(shapes, (shape) => shape === "value" || (shape === "year" && nameShape !== "year"));
    if (valueShare >= MIN_VALUE_SHARE) values++;
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
    (cell) => cellShape(cell) === "text" && cell.length <= MAX_NAME_CHARACTERS && !/[.!?:]$/.test(cell),
  );
  if (!isFull || !isPlain || new Set(first).size !== width || width < 2) return false;
  return first.every((name, column) => body.every((row) => (row[column] ?? "") !== name));
}

/** Shape of a cell's text. `value` is a number, an amount, a date, a time or a truth value. */
type CellShape = "empty" | "text" | "code" | "year" | "value";

const YEAR = /^(?:19|20)\d\d$/;
const NUMBER =
  /^[-+(]?\s?(?:[A-Z]{3}\s?|\p{Sc}\s?)?[-+]?(?:\d[\d.,'’\s\u00A0]*|\.\d+)(?:[eE][-+]?\d+)?\s?(?:%|\p{Sc}|[A-Z]{3})?\)?$/u;
const DATE =
  /^(?:\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}|\d{1,2}[-\s.]+\p{L}{3,9}\.?[-\s,]+\d{2,4}|\p{L}{3,9}\.?\s\d{1,2},\s\d{4})(?:[T\s].*)?$/u;
/** A date as spreadsheets are read, with the form that the sheet shows: `2025-01-14 (14. January 2025)`. */
const ISO_DATE = /^\d{4}-\d{2}(?:-\d{2})?(?: \d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)?(?: \([^()]{1,80}\))?$/;
const TIME = /^\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[AP]M)?$/i;
const TRUTH = /^(?:true|false|yes|no|n\/a|null|nan|-|–|—)$/i;
/** Maximum length of a value. Longer cells are prose, even with digits. */
const MAX_VALUE_CHARACTERS = 40;

function cellShape(text: string): CellShape {
  if (text === "") return "empty";
  if (YEAR.test(text)) return "year";
  if (ISO_DATE.test(text)) return "value";
  if (text.length > MAX_VALUE_CHARACTERS) return "text";
  if (NUMBER.test(text) || DATE.test(text) || TIME.test(text) || TRUTH.test(text)) return "value";
  return /\d/.test(text) && !/\s\S+\s/.test(text) ? "code" : "text";
}
