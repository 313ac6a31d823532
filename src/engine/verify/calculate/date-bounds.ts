import type { CalculationGrouping, DateCondition } from "../../../core/index.ts";

/** First and last day of a range, in ISO 8601; an open end is missing. */
export interface DateBounds {
  readonly first?: string;
  readonly last?: string;
}

/** Returns the days that satisfy a condition: `after 2024-03` begins with the first of April. */
export function boundsOf({ dateIs, dates }: Pick<DateCondition, "dateIs" | "dates">): DateBounds {
  const [from = "", to = from] = dates;
  switch (dateIs) {
    case "before":
      return { last: shiftDay(firstDay(from), -1) };
    case "after":
      return { first: shiftDay(lastDay(from), 1) };
    case "since":
      return { first: firstDay(from) };
    case "until":
      return { last: lastDay(from) };
    default:
      return { first: firstDay(from), last: lastDay(to) };
  }
}

/** Returns whether a day lies within bounds, both included. */
export function isWithin(day: string, { first, last }: DateBounds): boolean {
  return (first === undefined || day >= first) && (last === undefined || day <= last);
}

const periodLengths: Readonly<Record<Exclude<CalculationGrouping["by"], "value">, number>> = {
  day: 10,
  month: 7,
  year: 4,
};

/** Returns the period of a day: `2024-03` is its month. */
export function periodOf(day: string, by: keyof typeof periodLengths): string {
  return day.slice(0, periodLengths[by]);
}

function firstDay(date: string): string {
  const [year = "", month = "01", day = "01"] = date.split("-");
  return `${year}-${month}-${day}`;
}

function lastDay(date: string): string {
  const [year = "", month = "12", day] = date.split("-");
  if (day !== undefined) return date;
  return toDay(Date.UTC(Number(year), Number(month), 0));
}

function shiftDay(day: string, days: number): string {
  const [year, month, date] = day.split("-").map(Number);
  return toDay(Date.UTC(year ?? 0, (month ?? 1) - 1, (date ?? 1) + days));
}

function toDay(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}
