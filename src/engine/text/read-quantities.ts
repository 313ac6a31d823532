import type { Span } from "../../core/index.ts";
import { canonicalUnit } from "./canonical-unit.ts";
import { findNumbers } from "./find-numbers.ts";

/** A table cell that contains a single number. */
export interface Quantity {
  readonly value: number;
  /** Canonical name of the unit if known (`€`, `kg`), else as written; empty for a bare number. */
  readonly unit: string;
  /** Number of digits after the decimal mark. */
  readonly decimals: number;
  /** Place of the digits in the cell's text. */
  readonly span: Span;
}

/** Numbers of one column, with its number format. */
export interface QuantityColumn {
  /** One entry a cell; undefined for a cell that contains anything but a single number with its unit. */
  readonly quantities: readonly (Quantity | undefined)[];
  readonly decimalMark: "." | ",";
  /** Separator of thousands; empty if there is none. */
  readonly groupMark: string;
}

const DIGITS = /\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*|[.,]\d+/u;
const SIGN = /^[-−–](?=\s?[\p{Sc}\d.,])/u;
const UNIT = /^[\p{L}\p{Sc}%°µ²³/.]{1,16}$/u;
/** Text that may stand before a number: a currency or nothing. Other words qualify the number, as in "about 5" or "over 12". */
const CURRENCY = /^(?:\p{Sc}|[A-Z]{3})?\s?$/u;
const SCALE = /^(?:hundred|thousand|million|billion|trillion)\b/iu;

/**
 * Reads the cells of a column as numbers. The whole column decides whether `.` or `,` is the decimal mark: beside `12,50`,
 * `1.234` is more than a thousand.
 *
 * @returns  undefined if the column does not show its decimal mark, or uses both: then none of its numbers is certain
 */
export function readQuantities(cells: readonly string[]): QuantityColumn | undefined {
  const numbers = cells.map((cell) => DIGITS.exec(cell.trim())?.[0]);
  const decimalMark = decimalMarkOf(numbers.flatMap((digits) => digits ?? []));
  if (decimalMark === undefined) return undefined;
  const groupMarks = numbers.flatMap(
    (digits) => /\d([ \u00a0\u202f\u2009'’.,])\d{3}(?!\d)/u.exec(digits ?? "")?.[1] ?? [],
  );
  const groupMark = groupMarks.find((mark) => mark !== decimalMark) ?? "";
  return { quantities: cells.map((cell) => readQuantity(cell, decimalMark)), decimalMark, groupMark };
}

function decimalMarkOf(numbers: readonly string[]): "." | "," | undefined {
  const certainMarks = new Set(numbers.flatMap((digits) => certainMarkOf(digits) ?? []));
  if (certainMarks.size > 1) return undefined;
  if (certainMarks.has(",")) return ",";
  const isUnsure = certainMarks.size === 0 && numbers.some((digits) => digits.includes("."));
  return isUnsure ? undefined : ".";
}

/** Returns the decimal mark that a number shows; undefined without marks, and for `1.234`, which may be a thousand. */
function certainMarkOf(digits: string): string | undefined {
  const marks = digits.match(/[.,]/g) ?? [];
  const last = marks.at(-1);
  if (new Set(marks).size > 1 || /[ \u00a0\u202f\u2009'’]/u.test(digits)) return last;
  if (marks.length > 1) return last === "." ? "," : ".";
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(digits) ? undefined : last;
}

function readQuantity(cell: string, decimalMark: "." | ","): Quantity | undefined {
  const trimmed = cell.trim();
  const bracketed = /^\((.+)\)$/.exec(trimmed)?.[1];
  const isNegative = bracketed !== undefined || SIGN.test(trimmed);
  const unsigned = (bracketed ?? trimmed).replace(SIGN, "").replace(/^\+/, "");
  const digits = DIGITS.exec(unsigned)?.[0];
  if (digits === undefined) return undefined;

  const at = unsigned.indexOf(digits);
  const plain = toPlain(digits, decimalMark);
  if (plain === undefined) return undefined;
  const before = unsigned.slice(0, at).replace(/[-−–]$/u, "");
  const after = unsigned.slice(at + digits.length);
  const [number, another] = findNumbers(`${before}${plain}${after}`);
  const rest = `${before} ${after.replace(/^[\s\u00a0-]+/u, "").replace(SCALE, "")}`.trim();
  if (number === undefined || another !== undefined || !CURRENCY.test(before) || (rest !== "" && !UNIT.test(rest)))
    return undefined;
  const start = cell.indexOf(digits);
  return {
    value: isNegative || before.length !== at ? -Math.abs(number.value) : number.value,
    unit: rest === "" ? "" : (canonicalUnit(rest) ?? rest),
    decimals: plain.split(".")[1]?.length ?? 0,
    span: { start, end: start + digits.length },
  };
}

/** Converts digits to JavaScript's number format; undefined if a mark stands in a place that the column's format excludes. */
function toPlain(digits: string, decimalMark: "." | ","): string | undefined {
  const spaced = digits.replace(/[ \u00a0\u202f\u2009'’]/gu, "");
  const [whole = "", ...decimals] = spaced.split(decimalMark);
  const groupMark = decimalMark === "." ? "," : ".";
  const groups = whole.split(groupMark);
  const areGroups =
    groups.length === 1 || ((groups[0] ?? "").length <= 3 && groups.slice(1).every((group) => group.length === 3));
  if (decimals.length > 1 || (decimals[0] ?? "").includes(groupMark) || !areGroups) return undefined;
  const joined = groups.join("");
  return decimals[0] === undefined ? joined : `${joined === "" ? "0" : joined}.${decimals[0]}`;
}
