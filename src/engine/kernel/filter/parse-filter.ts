import type { Filter, FilterValue } from "../../../core/index.ts";
import { MAX_FILTER_DEPTH } from "./check-filter.ts";
import { type FilterToken, filterError, tokenizeFilter } from "./filter-tokens.ts";
import { isKeyword, nearestWord } from "./keywords.ts";
import { parseDate } from "./parse-date.ts";

/** Position of the parser in a filter. */
interface Cursor {
  readonly text: string;
  readonly tokens: readonly FilterToken[];
  next: number;
}

const COMPARISONS = ["=", "!=", "<", "<=", ">", ">="] as const;

/**
 * Parses a filter such as `year >= 2024 and author in ("Ng", "Li") and not draft`.
 *
 * `not` binds before `and`, `and` before `or`; parentheses group. `not` may also come before `in` and the other words.
 * Text is in quotes, a date is `2024-05-01` or `date("2024-05-01")`. `~` is short for `contains`. A field named like a
 * keyword is in backticks. A field alone means that it is true.
 *
 * @throws {InvalidFilterError} that points at the fault
 */
export function parseFilter(text: string): Filter {
  const cursor: Cursor = { text, tokens: tokenizeFilter(text), next: 0 };
  if (peek(cursor).kind === "end") throw fail(cursor, "The filter is empty", "Write a condition: year >= 2024.");
  const filter = parseOr(cursor, 0);
  if (peek(cursor).kind !== "end")
    throw fail(cursor, "The filter should end here", "Join conditions by `and` or `or`.");
  return filter;
}

function parseOr(cursor: Cursor, depth: number): Filter {
  const filters = [parseAnd(cursor, depth)];
  while (takeWord(cursor, "or")) filters.push(parseAnd(cursor, depth));
  return join("or", filters);
}

function parseAnd(cursor: Cursor, depth: number): Filter {
  const filters = [parseNot(cursor, depth)];
  while (takeWord(cursor, "and")) filters.push(parseNot(cursor, depth));
  return join("and", filters);
}

function join(op: "and" | "or", filters: readonly Filter[]): Filter {
  const [first] = filters;
  return first !== undefined && filters.length === 1 ? first : { op, filters };
}

function parseNot(cursor: Cursor, depth: number): Filter {
  if (depth > MAX_FILTER_DEPTH)
    throw fail(cursor, `More than ${MAX_FILTER_DEPTH} conditions are nested`, "Write it flatter.");
  if (takeWord(cursor, "not")) return { op: "not", filter: parseNot(cursor, depth + 1) };
  if (!takeOperator(cursor, "(")) return parseCondition(cursor);
  const filter = parseOr(cursor, depth + 1);
  expectOperator(cursor, ")");
  return filter;
}

function parseCondition(cursor: Cursor): Filter {
  if (takeWord(cursor, "exists")) return { op: "exists", field: parseField(cursor) };
  const field = parseField(cursor);
  const comparison = COMPARISONS.find((operator) => takeOperator(cursor, operator));
  if (comparison) return { op: comparison, field, value: parseValue(cursor) };
  if (takeOperator(cursor, "~")) return { op: "contains", field, value: parseText(cursor) };
  const isNegated = takeWord(cursor, "not");
  const filter = parseWordOperator(cursor, field);
  if (filter !== undefined) return isNegated ? { op: "not", filter } : filter;
  if (isNegated) throw fail(cursor, "in, contains, startsWith or has is expected", "Write `year not in (2023, 2024)`.");
  rejectUnknownOperator(cursor);
  return { op: "=", field, value: true };
}

function parseWordOperator(cursor: Cursor, field: string): Filter | undefined {
  if (takeWord(cursor, "in")) return { op: "in", field, values: parseList(cursor) };
  for (const op of ["contains", "startsWith", "has"] as const) {
    if (takeWord(cursor, op)) return { op, field, value: parseText(cursor) };
  }
  return undefined;
}

/** Rejects a word or value after a field that is not an operator. */
function rejectUnknownOperator(cursor: Cursor): void {
  const { kind, value } = peek(cursor);
  if (kind === "end" || kind === "operator" || (kind === "word" && /^(?:and|or)$/i.test(value))) return;
  const near = kind === "word" ? nearestWord(value) : undefined;
  throw fail(
    cursor,
    "An operator is expected",
    near ? `Did you mean \`${near}\`?` : "Use =, !=, <, <=, >, >=, ~, in, contains, startsWith or has.",
  );
}

function parseField(cursor: Cursor): string {
  const token = peek(cursor);
  const isField = token.kind === "field" || (token.kind === "word" && !isKeyword(token.value));
  if (!isField) {
    const hint = token.kind === "word" ? `Write a field of this name as \`${token.value}\`, in backticks.` : EXAMPLE;
    throw fail(cursor, "A field's name is expected", hint);
  }
  cursor.next++;
  return token.value;
}

const EXAMPLE = "Write a field, an operator and a value: year >= 2024.";

function parseList(cursor: Cursor): readonly FilterValue[] {
  expectOperator(cursor, "(");
  const values = [parseValue(cursor)];
  while (takeOperator(cursor, ",")) values.push(parseValue(cursor));
  expectOperator(cursor, ")");
  return values;
}

function parseText(cursor: Cursor): string {
  const token = peek(cursor);
  if (token.kind !== "text") throw fail(cursor, "A text is expected", `Put it in quotes: "${token.value}".`);
  cursor.next++;
  return token.value;
}

function parseValue(cursor: Cursor): FilterValue {
  const token = peek(cursor);
  if (token.kind === "word" && token.value.toLowerCase() === "date") return parseDateCall(cursor);
  const value = literal(token);
  if (value === undefined) {
    const hint = token.kind === "word" ? `Put text in quotes: "${token.value}".` : EXAMPLE;
    throw fail(cursor, token.kind === "date" ? "The calendar has no such day" : "A value is expected", hint);
  }
  cursor.next++;
  return value;
}

function literal({ kind, value }: FilterToken): FilterValue | undefined {
  if (kind === "text") return value;
  if (kind === "number" && Number.isFinite(Number(value))) return Number(value);
  if (kind === "date" && parseDate(value) !== undefined) return { date: value };
  if (kind !== "word") return undefined;
  const word = value.toLowerCase();
  return word === "true" ? true : word === "false" ? false : undefined;
}

function parseDateCall(cursor: Cursor): FilterValue {
  cursor.next++;
  expectOperator(cursor, "(");
  const token = peek(cursor);
  const date = token.kind === "text" || token.kind === "date" ? token.value : "";
  if (parseDate(date) === undefined) throw fail(cursor, "A date is expected", 'Write date("2024-05-01").');
  cursor.next++;
  expectOperator(cursor, ")");
  return { date };
}

function peek(cursor: Cursor): FilterToken {
  return cursor.tokens[cursor.next] ?? { kind: "end", value: "", start: cursor.text.length, end: cursor.text.length };
}

function takeWord(cursor: Cursor, word: string): boolean {
  const { kind, value } = peek(cursor);
  const isThere = kind === "word" && value.toLowerCase() === word.toLowerCase();
  if (isThere) cursor.next++;
  return isThere;
}

function takeOperator(cursor: Cursor, operator: string): boolean {
  const { kind, value } = peek(cursor);
  const isThere = kind === "operator" && value === operator;
  if (isThere) cursor.next++;
  return isThere;
}

function expectOperator(cursor: Cursor, operator: string): void {
  if (!takeOperator(cursor, operator)) throw fail(cursor, `${operator} is expected`, `Add ${operator} here.`);
}

function fail(cursor: Cursor, message: string, hint: string) {
  return filterError(cursor.text, peek(cursor).start, { message, hint });
}
