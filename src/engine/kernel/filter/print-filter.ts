import type { Filter, FilterValue } from "../../../core/index.ts";
import { isKeyword } from "./keywords.ts";

/** Prints a filter as text that `parseFilter` parses to the same value. */
export function printFilter(filter: Filter): string {
  switch (filter.op) {
    case "and":
    case "or":
      return filter.filters.map(printOperand).join(` ${filter.op} `);
    case "not":
      return `not ${printOperand(filter.filter)}`;
    case "exists":
      return `exists ${printField(filter.field)}`;
    case "in":
      return `${printField(filter.field)} in (${filter.values.map(printValue).join(", ")})`;
    default:
      return `${printField(filter.field)} ${filter.op} ${printValue(filter.value)}`;
  }
}

function printOperand(filter: Filter): string {
  const isGroup = filter.op === "and" || filter.op === "or";
  return isGroup ? `(${printFilter(filter)})` : printFilter(filter);
}

function printField(field: string): string {
  return /^[A-Za-z_][A-Za-z0-9_.-]*$/.test(field) && !isKeyword(field) ? field : `\`${field}\``;
}

function printValue(value: FilterValue): string {
  if (typeof value === "string") return `"${value.replace(/[\\"]/g, "\\$&")}"`;
  return typeof value === "object" ? `date("${value.date}")` : String(value);
}
