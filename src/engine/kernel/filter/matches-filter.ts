import {
  type DocumentSummary,
  decodeAddress,
  type Filter,
  type FilterValue,
  type MetadataValue,
} from "../../../core/index.ts";
import { hasText } from "./has-text.ts";
import { parseDate } from "./parse-date.ts";
import { PATH_FIELD, readPath } from "./path-field.ts";

/** A filter on one field. */
export type Condition = Extract<Filter, { readonly field: string }>;

type Fields = Pick<DocumentSummary, "uri" | "title" | "mediaType" | "addedAt" | "metadata">;

/** Returns whether a document satisfies a filter; `Filter` defines missing fields, different types and lists. */
export function matchesFilter(filter: Filter, summary: Fields): boolean {
  switch (filter.op) {
    case "and":
      return filter.filters.every((part) => matchesFilter(part, summary));
    case "or":
      return filter.filters.some((part) => matchesFilter(part, summary));
    case "not":
      return !matchesFilter(filter.filter, summary);
    default:
      return satisfies(filter, fieldOf(summary, filter.field));
  }
}

/** Returns the value of a field; `undefined` if the document lacks it. */
export function fieldOf(summary: Fields, field: string): MetadataValue | undefined {
  switch (field) {
    case PATH_FIELD:
      return readPath(summary.uri);
    case "uri":
    case "title":
    case "mediaType":
    case "addedAt":
      return summary[field];
    default:
      return Object.hasOwn(summary.metadata, field) ? summary.metadata[field] : undefined;
  }
}

/** Returns whether a field's value satisfies a condition; `undefined` means that the document lacks the field. */
export function satisfies(condition: Condition, value: MetadataValue | undefined): boolean {
  if (condition.op === "exists") return value !== undefined;
  if (value === undefined) return false;
  const members = typeof value === "object" ? value : [value];
  return members.some((member) => memberSatisfies(condition, member));
}

function memberSatisfies(condition: Exclude<Condition, { op: "exists" }>, member: string | number | boolean): boolean {
  switch (condition.op) {
    case "contains":
      return typeof member === "string" && member.includes(condition.value);
    case "startsWith":
      return typeof member === "string" && member.startsWith(condition.value);
    case "has":
      return hasText(condition.field === "uri" ? decodeAddress(String(member)) : member, condition.value);
    case "in":
      return condition.values.some((value) => compare("=", member, value));
    default:
      return compare(condition.op, member, condition.value);
  }
}

type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=";

function compare(op: Comparison, member: string | number | boolean, value: FilterValue): boolean {
  if (typeof value === "object") {
    const [left, right] = [typeof member === "string" ? parseDate(member) : undefined, parseDate(value.date)];
    return left !== undefined && right !== undefined && holds(op, left, right);
  }
  if (typeof member !== typeof value) return false;
  if (typeof member === "boolean") return (op === "=" && member === value) || (op === "!=" && member !== value);
  return holds(op, member, value);
}

function holds<T extends string | number | boolean>(op: Comparison, left: T, right: T): boolean {
  switch (op) {
    case "=":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}
