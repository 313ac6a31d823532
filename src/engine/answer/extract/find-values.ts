import { findDates, findNumbers } from "../../text/index.ts";
import type { ExpectedKind } from "./profile-question.ts";

/** Something that can be compared between two sentences when they have it of the same class. */
interface FoundValue {
  /** `time`, `day` of a year, `year`, `weekday`, the name of a unit, or the word that is counted. */
  readonly of: string;
  readonly value: string;
}

const timePattern = /(?<![\d:])\d{1,2}:\d{2}(?![\d:])/gu;
const weekdayPattern = /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?=s?\b)/gu;
const countedPattern = /^\s+(\p{L}{2,})/u;
/** Of the ISO form: the year, and the day with its month. */
const datePattern = /^(?:(\d{4})|-)(?:-(\d{2}-\d{2}))?/u;
const dateClasses: ReadonlySet<string> = new Set(["time", "day", "year", "weekday"]);
const currencies: ReadonlySet<string> = new Set(["€", "$", "£", "¥"]);

/**
 * Whether two sentences give different values of what is asked for: both have some of one class and none in common.
 * Where the question does not say what it asks for, nothing is known.
 */
export function valuesDiffer(left: string, right: string, expected: ExpectedKind): boolean {
  return compareValues(left, right, (of) => answers(of, expected)).some(({ common }) => common === 0);
}

/** Whether two sentences differ in a value of one class, of whatever kind. */
export function anyValueDiffers(left: string, right: string): boolean {
  return compareValues(left, right, () => true).some(({ common, most }) => common < most);
}

function answers(of: string, expected: ExpectedKind): boolean {
  switch (expected) {
    case "date":
      return dateClasses.has(of);
    case "amount":
      return currencies.has(of);
    case "number":
      return !dateClasses.has(of) && of !== "";
    default:
      return false;
  }
}

/** One entry a class that both sentences have values of. */
function compareValues(
  left: string,
  right: string,
  isWanted: (of: string) => boolean,
): readonly { readonly common: number; readonly most: number }[] {
  const mine = byClass(findValues(left));
  const theirs = byClass(findValues(right));
  return [...mine].flatMap(([of, values]) => {
    const others = theirs.get(of);
    if (!others || !isWanted(of)) return [];
    const common = [...values].filter((value) => others.has(value)).length;
    return [{ common, most: Math.max(values.size, others.size) }];
  });
}

function byClass(values: readonly FoundValue[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { of, value } of values) found.set(of, (found.get(of) ?? new Set()).add(value));
  return found;
}

function findValues(text: string): readonly FoundValue[] {
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

/** `2024-03-05` is a day and a year, `--03-05` a day; so that dates with and without a year can be compared. */
function dateParts(iso: string): readonly FoundValue[] {
  const [, year, day] = datePattern.exec(iso) ?? [];
  return [...(year ? [{ of: "year", value: year }] : []), ...(day ? [{ of: "day", value: day }] : [])];
}
