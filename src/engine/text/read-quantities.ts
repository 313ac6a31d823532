import type { Span } from "../../core/index.ts";
import { canonicalUnit } from "./canonical-unit.ts";
import { findNumbers } from "./find-numbers.ts";

/** A cell that is one number. */
export interface Quantity {
  readonly value: number;
  /** By its one name where it is known (`€`, `kg`), else as written; empty for a bare number. */
  readonly unit: string;
  /** Digits after the decimal mark. */
  readonly decimals: number;
  /** Of the digits within the cell's text. */
  readonly span: Span;
}

/** Numbers of one column, and how it writes them. */
export interface QuantityColumn {
  /** One a cell; undefined for a cell that is not one number and nothing but its unit. */
  readonly quantities: readonly (Quantity | undefined)[];
  readonly decimalMark: "." | ",";
  /** What stands between thousands; empty where nothing does. */
  readonly groupMark: string;
}

const DIGITS = /\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*|[.,]\d+/u;
const SIGN = /^[-−–](?=\s?[\p{Sc}\d.,])/u;
const UNIT = /^[\p{L}\p{Sc}%°µ²³/.]{1,16}$/u;
/** Words before a number qualify it: "about 5", "over 12". */
const CURRENCY = /^(?:\p{Sc}|[A-Z]{3})?\s?$/u;
const SCALE = /^(?:hundred|thousand|million|billion|trillion)\b/iu;

/**
 * Reads the cells of a column as numbers. Which of `.` and `,` is the decimal mark the whole column tells: `1.234` beside
 * `12,50` is a thousand and more.
 *
 * @returns  undefined where the column does not tell, or writes both: no number of it is sure
 */
export function readQuantities(cells: readonly string[]): QuantityColumn | undefined {
  const found = cells.map((cell) => DIGITS.exec(cell.trim())?.[0]);
  const decimalMark = decimalMarkOf(found.flatMap((digits) => digits ?? []));
  if (decimalMark === undefined) return undefined;
  const groupMarks = found.flatMap(
    (digits) => /\d([ \u00a0\u202f\u2009'’.,])\d{3}(?!\d)/u.exec(digits ?? "")?.[1] ?? [],
  );
  const groupMark = groupMarks.find((mark) => mark !== decimalMark) ?? "";
  return { quantities: cells.map((cell) => readQuantity(cell, decimalMark)), decimalMark, groupMark };
}

function decimalMarkOf(numbers: readonly string[]): "." | "," | undefined {
  const told = new Set<string>();
  let isUnsure = false;
  for (const digits of numbers) {
    const marks = digits.match(/[.,]/g) ?? [];
    const last = marks.at(-1);
    if (last === undefined) continue;
    if (new Set(marks).size > 1 || /[ \u00a0\u202f\u2009'’]/u.test(digits)) told.add(last);
    else if (marks.length > 1) told.add(last === "." ? "," : ".");
    else if (!/^[1-9]\d{0,2}[.,]\d{3}$/.test(digits)) told.add(last);
    else if (last === ".") isUnsure = true;
  }
  if (told.size > 1) return undefined;
  if (told.has(",")) return ",";
  return told.size === 0 && isUnsure ? undefined : ".";
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
  const [found, another] = findNumbers(`${before}${plain}${after}`);
  const rest = `${before} ${after.replace(/^[\s\u00a0-]+/u, "").replace(SCALE, "")}`.trim();
  if (found === undefined || another !== undefined || !CURRENCY.test(before) || (rest !== "" && !UNIT.test(rest)))
    return undefined;
  const start = cell.indexOf(digits);
  return {
    value: isNegative || before.length !== at ? -Math.abs(found.value) : found.value,
    unit: rest === "" ? "" : (canonicalUnit(rest) ?? rest),
    decimals: plain.split(".")[1]?.length ?? 0,
    span: { start, end: start + digits.length },
  };
}

/** As a program writes it; undefined where a mark stands in a place that the column does not explain. */
function toPlain(digits: string, decimalMark: "." | ","): string | undefined {
  const spaced = digits.replace(/[ \u00a0\u202f\u2009'’]/gu, "");
  const [whole = "", ...decimals] = spaced.split(decimalMark);
  const groupMark = decimalMark === "." ? "," : ".";
  const groups = whole.split(groupMark);
  const areGroups =
    groups.length === 1 || ((groups[0] ?? "").length <= 3 && groups.slice(1).every((one) => one.length === 3));
  if (decimals.length > 1 || (decimals[0] ?? "").includes(groupMark) || !areGroups) return undefined;
  const joined = groups.join("");
  return decimals[0] === undefined ? joined : `${joined === "" ? "0" : joined}.${decimals[0]}`;
}
