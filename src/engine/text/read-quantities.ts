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

/** Number format of a column. */
export interface NumberFormat {
  readonly decimalMark: "." | ",";
  /** Separator of thousands; empty if there is none. */
  readonly groupMark: string;
}

/** Finds out the number format of a column. */
export interface NumberFormatReader {
  add(cell: string): void;
  /** Returns the format that all added cells share; undefined if they do not show it, or use two. */
  format(): NumberFormat | undefined;
  /** Returns the decimal mark if a cell shows it beyond doubt. */
  shownMark(): "." | "," | undefined;
}

const DIGITS = /\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*|[.,]\d+/u;
const SIGN = /^[-−–](?=\s?[\p{Sc}\d.,])/u;
const UNIT = /^[\p{L}\p{Sc}%°µ²³/.]{1,16}$/u;
/**
 * Text that may precede a number: a currency or nothing. Other words qualify the number, as in "about 5" or "over 12".
 */
const CURRENCY = /^(?:\p{Sc}|[A-Z]{3})?\s?$/u;
const WHOLE_NUMBER = /^\d+$/;
/** A number without separators of thousands, with nothing or a currency's sign around it. */
const SIMPLE = /^([-−]?)(\p{Sc}?)(\d+)(?:([.,])(\d+))?(\p{Sc}?)$/u;
const GROUP_MARK = /\d([ \u00a0\u202f\u2009'’.,])\d{3}(?!\d)/u;
const SCALE = /^(?:hundred|thousand|million|billion|trillion)\b/iu;

/**
 * Reads the number format of a column, cell by cell. The whole column decides whether `.` or `,` is the decimal mark:
 * beside `12,50`, `1.234` is more than a thousand.
 */
export function createNumberFormatReader(): NumberFormatReader {
  const certainMarks = new Set<"." | ",">();
  const groupMarks = new Set<string>();
  let hasUnsureMark = false;
  const shownMark = () => (certainMarks.size === 1 ? [...certainMarks][0] : undefined);
  const decimalMark = () => {
    if (certainMarks.size > 1) return undefined;
    return shownMark() ?? (hasUnsureMark ? undefined : ".");
  };
  return {
    add(cell) {
      const digits = DIGITS.exec(cell.trim())?.[0];
      if (digits === undefined || WHOLE_NUMBER.test(digits)) return;
      const mark = certainMarkOf(digits);
      if (mark !== undefined) certainMarks.add(mark);
      hasUnsureMark ||= digits.includes(".");
      const groupMark = GROUP_MARK.exec(digits)?.[1];
      if (groupMark !== undefined) groupMarks.add(groupMark);
    },
    format() {
      const mark = decimalMark();
      if (mark === undefined) return undefined;
      return { decimalMark: mark, groupMark: [...groupMarks].find((other) => other !== mark) ?? "" };
    },
    shownMark,
  };
}

/** Returns the decimal mark that a number shows; undefined without marks, and for `1.234`, which may be a thousand. */
export function certainMarkOf(digits: string): "." | "," | undefined {
  const marks = [...digits].filter((mark): mark is "." | "," => mark === "." || mark === ",");
  const last = marks.at(-1);
  if (new Set(marks).size > 1 || /[ \u00a0\u202f\u2009'’]/u.test(digits)) return last;
  if (marks.length > 1) return last === "." ? "," : ".";
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(digits) ? undefined : last;
}

/**
 * Reads a cell that contains a single number, possibly with a unit or a currency.
 *
 * @param decimalMark  decimal mark of the column
 */
export function readQuantity(cell: string, decimalMark: "." | ","): Quantity | undefined {
  return readSimple(cell, decimalMark) ?? readAny(cell, decimalMark);
}

/** Reads most cells much faster than `readAny`, with the same result. */
function readSimple(cell: string, decimalMark: "." | ","): Quantity | undefined {
  const [, sign = "", before = "", whole = "", mark, decimals = "", after = ""] = SIMPLE.exec(cell) ?? [];
  if (whole === "" || (mark !== undefined && mark !== decimalMark) || (before !== "" && after !== "")) return undefined;
  const value = Number(mark === undefined ? whole : `${whole}.${decimals}`);
  const written = before === "" ? after : before;
  const start = sign.length + before.length;
  const end = cell.length - after.length;
  return {
    value: sign === "" ? value : -value,
    unit: written === "" ? "" : (canonicalUnit(written) ?? written),
    decimals: decimals.length,
    span: { start, end },
  };
}

/** Removes a sign, or the brackets that stand for one. */
function withoutSign(text: string): { readonly unsigned: string; readonly isNegative: boolean } {
  const bracketed = /^\((.+)\)$/.exec(text)?.[1];
  const unsigned = (bracketed ?? text).replace(SIGN, "").replace(/^\+/, "");
  return { unsigned, isNegative: bracketed !== undefined || SIGN.test(text) };
}

function readAny(cell: string, decimalMark: "." | ","): Quantity | undefined {
  const { unsigned, isNegative } = withoutSign(cell.trim());
  const digits = DIGITS.exec(unsigned)?.[0];
  if (digits === undefined) return undefined;

  const at = unsigned.indexOf(digits);
  const plain = toPlain(digits, decimalMark);
  if (plain === undefined) return undefined;
  const before = unsigned.slice(0, at).replace(/[-−–]$/u, "");
  const after = unsigned.slice(at + digits.length);
  const rest = `${before} ${after.replace(/^[\s\u00a0-]+/u, "").replace(SCALE, "")}`.trim();
  if (!CURRENCY.test(before) || (rest !== "" && !UNIT.test(rest))) return undefined;
  const [number, another] = findNumbers(`${before}${plain}${after}`);
  if (number === undefined || another !== undefined) return undefined;
  const start = cell.indexOf(digits);
  return {
    value: isNegative || before.length !== at ? -Math.abs(number.value) : number.value,
    unit: rest === "" ? "" : (canonicalUnit(rest) ?? rest),
    decimals: plain.split(".")[1]?.length ?? 0,
    span: { start, end: start + digits.length },
  };
}

/**
 * Converts digits to JavaScript's number format; undefined if a mark is in a place that the column's format excludes.
 */
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
