import { findDates } from "./find-dates.ts";

/** Order of day and month in dates such as `03/05/2024`. */
export type DayOrder = "day-first" | "month-first";

/** Finds out the order of day and month in a column. */
export interface DayOrderReader {
  add(cell: string): void;
  /**
   * Returns the order; undefined if the dates do not show it, or use both. A column without such dates has any order.
   */
  order(): DayOrder | undefined;
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const DOTTED = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/;
const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const MAX_DATE_LENGTH = 40;

/**
 * Reads the order of day and month in a column, cell by cell: beside `25/12/2024`, `03/05/2024` is the third of May.
 */
export function createDayOrderReader(): DayOrderReader {
  const orders = new Set<DayOrder>();
  let isUnsure = false;
  return {
    add(cell) {
      const [, first, second] = SLASHED.exec(cell.trim()) ?? [];
      if (first === undefined || second === undefined) return;
      if (Number(first) > 12) orders.add("day-first");
      else if (Number(second) > 12) orders.add("month-first");
      else isUnsure ||= first !== second;
    },
    order() {
      if (orders.size > 1) return undefined;
      return [...orders][0] ?? (isUnsure ? undefined : "day-first");
    },
  };
}

/**
 * Reads a cell that contains a whole date and nothing else but a time: in ISO form, in English words, as `25.12.2024`,
 * or with slashes in the given order.
 *
 * @returns  ISO 8601: `2024-12-25`; undefined for anything else, also for a month or a year alone
 */
export function readDate(cell: string, order: DayOrder): string | undefined {
  const text = cell.trim();
  const iso = ISO.exec(text);
  if (iso !== null) return toIso(iso[1], iso[2], iso[3]);
  const dotted = DOTTED.exec(text);
  if (dotted !== null) return toIso(dotted[3], dotted[2], dotted[1]);
  const slashed = SLASHED.exec(text);
  if (slashed !== null) {
    const [, first, second, year] = slashed;
    return order === "day-first" ? toIso(year, second, first) : toIso(year, first, second);
  }
  return readWords(text);
}

function readWords(text: string): string | undefined {
  if (text.length > MAX_DATE_LENGTH || !/\p{L}{3}/u.test(text) || !/\d{4}/.test(text)) return undefined;
  const [date] = findDates(text);
  if (date === undefined || date.span.start !== 0 || date.span.end !== text.length) return undefined;
  const [year, month, day] = date.iso.split("-");
  return toIso(year, month, day);
}

/** Returns undefined for a date that no calendar has. */
function toIso(year = "", month = "", day = ""): string | undefined {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (day === "" || date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined;
  return `${year.padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
