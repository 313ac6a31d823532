import { findDates, findNumbers } from "../../text/index.ts";
import type { ExpectedKind } from "./profile-question.ts";

/** A value that can be compared with values of the same class in another sentence. */
interface ClassedValue {
  /** Class: `time`, `day` of a year, `year`, `weekday`, a unit, or the word that is counted. */
  readonly of: string;
  readonly value: string;
}

const timePattern = /(?<![\d:])\d{1,2}:\d{2}(?![\d:])/gu;
const weekdayPattern = /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?=s?\b)/gu;
const countedPattern = /^\s+(\p{L}{2,})/u;
/** Matches the year, and the month with its day, of an ISO date. */
const datePattern = /^(?:(\d{4})|-)(?:-(\d{2}-\d{2}))?/u;
const dateClasses: ReadonlySet<string> = new Set(["time", "day", "year", "weekday"]);
/** Signs of currencySigns. */
export const currencySigns: ReadonlySet<string> = new Set(["€", "$", "£", "¥"]);

/**
 * Returns true if two sentences give different values of the expected kind: both have values of one class, and none in
 * common. Returns false if the kind is unknown.
 */
export function valuesDiffer(left: string, right: string, expected: ExpectedKind): boolean {
  return compareValues(left, right, (of) => answers(of, expected)).some(({ common }) => common === 0);
}

/** Returns true if two sentences differ in a value of the same class, of any kind. */
export function anyValueDiffers(left: string, right: string): boolean {
  return compareValues(left, right, () => true).some(({ common, max }) => common < max);
}

function answers(of: string, expected: ExpectedKind): boolean {
  switch (expected) {
    case "date":
      return dateClasses.has(of);
    case "amount":
      return currencySigns.has(of);
    case "number":
      return !dateClasses.has(of) && of !== "";
    default:
      return false;
  }
}

/** Numbers of values of one class in two sentences. */
interface ClassComparison {
  readonly common: number;
  /** The larger of the two sentences' numbers of values. */
  readonly max: number;
}

/** Returns an entry for each class of which both sentences have values. */
function compareValues(left: string, right: string, isWanted: (of: string) => boolean): readonly ClassComparison[] {
  const mine = byClass(findValues(left));
  const theirs = byClass(findValues(right));
  return [...mine].flatMap(([of, values]) => {
    const others = theirs.get(of);
    if (!others || !isWanted(of)) return [];
    const common = [...values].filter((value) => others.has(value)).length;
    return [{ common, max: Math.max(values.size, others.size) }];
  });
}

function byClass(values: readonly ClassedValue[]): ReadonlyMap<string, ReadonlySet<string>> {
  const classes = new Map<string, Set<string>>();
  for (const { of, value } of values) classes.set(of, (classes.get(of) ?? new Set()).add(value));
  return classes;
}

function findValues(text: string): readonly ClassedValue[] {
  const times = [...text.matchAll(timePattern)];
  const dates = findDates(text);
  const taken = [
    ...times.map((match) => ({ start: match.index, end: match.index + match[0].length })),
    ...dates.map(({ span }) => span),
  ];
  const numbers = findNumbers(text).filter(
    ({ span }) => !taken.some(({ start, end }) => start < span.end && span.start < end),
  );
  return [
    ...times.map(({ 0: value }) => ({ of: "time", value })),
    ...[...text.matchAll(weekdayPattern)].map(({ 0: value }) => ({ of: "weekday", value })),
    ...dates.flatMap(({ iso }) => dateParts(iso)),
    ...numbers.map(({ value, unit, span }) => ({
      of: unit ?? countedPattern.exec(text.slice(span.end))?.[1]?.toLowerCase() ?? "",
      value: String(value),
    })),
  ];
}

/**
 * Splits `2024-03-05` into a day and a year, and `--03-05` into a day, so that dates with and without a year compare.
 */
function dateParts(iso: string): readonly ClassedValue[] {
  const [, year, day] = datePattern.exec(iso) ?? [];
  return [...(year ? [{ of: "year", value: year }] : []), ...(day ? [{ of: "day", value: day }] : [])];
}
