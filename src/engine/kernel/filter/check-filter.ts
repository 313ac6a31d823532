import { type Filter, type FilterValue, InvalidFilterError } from "../../../core/index.ts";
import { parseDate } from "./parse-date.ts";

/** Maximum depth of nested conditions, in JSON and in text. */
export const MAX_FILTER_DEPTH = 100;

/**
 * Checks a filter given as JSON. Unknown keys are errors.
 *
 * @throws {InvalidFilterError} with the path of the fault, such as `filter.filters[1].value`
 */
export function checkFilter(value: unknown): Filter {
  return check(value, "filter", 0);
}

function check(value: unknown, path: string, depth: number): Filter {
  if (depth > MAX_FILTER_DEPTH) throw wrong(path, `is nested more than ${MAX_FILTER_DEPTH} deep`);
  if (!isRecord(value)) throw wrong(path, "must be an object with `op`");
  const { op } = value;
  switch (op) {
    case "and":
    case "or":
      allowKeys(value, path, ["op", "filters"]);
      return {
        op,
        filters: listOf(value.filters, `${path}.filters`, (checkMember, at) => check(checkMember, at, depth + 1)),
      };
    case "not":
      allowKeys(value, path, ["op", "filter"]);
      return { op, filter: check(value.filter, `${path}.filter`, depth + 1) };
    case "exists":
      allowKeys(value, path, ["op", "field"]);
      return { op, field: checkField(value.field, `${path}.field`) };
    default:
      return checkComparison(value, path);
  }
}

function checkComparison(value: Record<string, unknown>, path: string): Filter {
  const { op } = value;
  const field = () => checkField(value.field, `${path}.field`);
  switch (op) {
    case "in":
      allowKeys(value, path, ["op", "field", "values"]);
      return { op, field: field(), values: listOf(value.values, `${path}.values`, checkValue) };
    case "contains":
    case "startsWith":
    case "has":
      allowKeys(value, path, ["op", "field", "value"]);
      if (typeof value.value !== "string") throw wrong(`${path}.value`, "must be a text");
      return { op, field: field(), value: value.value };
    case "=":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      allowKeys(value, path, ["op", "field", "value"]);
      return { op, field: field(), value: checkValue(value.value, `${path}.value`) };
    default:
      throw wrong(
        `${path}.op`,
        "must be one of and, or, not, =, !=, <, <=, >, >=, in, contains, startsWith, has, exists",
      );
  }
}

function listOf<T>(value: unknown, path: string, checkMember: (value: unknown, path: string) => T): readonly T[] {
  if (!Array.isArray(value) || value.length === 0) throw wrong(path, "must be a list that is not empty");
  return value.map((member, index) => checkMember(member, `${path}[${index}]`));
}

function checkField(value: unknown, path: string): string {
  if (typeof value !== "string" || value === "") throw wrong(path, "must be a field's name");
  return value;
}

function checkValue(value: unknown, path: string): FilterValue {
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (isRecord(value) && typeof value.date === "string" && parseDate(value.date) !== undefined) {
    allowKeys(value, path, ["date"]);
    return { date: value.date };
  }
  throw wrong(path, 'must be a text, a number, true, false, or a date as {"date": "2024-05-01"}');
}

function allowKeys(value: Record<string, unknown>, path: string, keys: readonly string[]): void {
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw wrong(path, `has an unknown key "${unknown}"; known are ${keys.join(", ")}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wrong(path: string, problem: string): InvalidFilterError {
  return new InvalidFilterError(`${path} ${problem}.`, {
    hint: 'A filter is a value such as {"op": ">=", "field": "year", "value": 2024}.',
  });
}
