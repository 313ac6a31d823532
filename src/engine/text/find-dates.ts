import type { Span } from "../../core/index.ts";
import { createTakenPlaces } from "./taken-places.ts";

/** A date in a text. */
export interface FoundDate {
  /** ISO 8601, as precise as the text: `2024`, `2024-03`, `2024-03-05`, or `--03-05` without a year. */
  readonly iso: string;
  readonly span: Span;
}

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const month =
  "(?<month>January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?";
const day = "(?<day>0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?";
const year = "(?<year>1\\d{3}|20\\d{2})";
const before = "(?<![\\p{L}\\p{N}_]|\\p{N}[./-]|[$€£¥] ?)";
const after = "(?![\\p{L}\\p{N}_]|[./-]\\p{N})";

// Longer forms come first, so that a full date is not read as a month and a year.
const forms: readonly RegExp[] = [
  `(?<year>\\d{4})-(?<month>\\d{2})(?:-(?<day>\\d{2})(?:T[\\d:.]+Z?)?)?`,
  `${month} ${day},? ${year}`,
  `${day} (?:of )?${month},? ${year}`,
  `${month},? ${year}`,
  `${month} ${day}`,
  `${day} (?:of )?${month}`,
  `(?<first>\\d{1,2})[/.](?<second>\\d{1,2})[/.]${year}`,
  year,
].map((form) => new RegExp(`${before}${form.replaceAll(" ", "\\s+")}${after}`, "gu"));

/**
 * Finds dates in ISO form, in English words (`March 3, 2024`, `3rd of March`), and with slashes or dots (`25.12.2024`).
 * If day and month could be swapped, only the year is used. A number from 1000 to 2099 alone is a year.
 *
 * @returns sorted by place, without overlap
 */
export function findDates(text: string): readonly FoundDate[] {
  const dates: FoundDate[] = [];
  const used = createTakenPlaces(text.length);
  for (const form of forms) {
    for (const match of text.matchAll(form)) {
      const span = { start: match.index, end: match.index + match[0].length };
      const iso = toIso(match.groups ?? {});
      if (iso !== undefined && used.take(span)) dates.push({ iso, span });
    }
  }
  return dates.sort((left, right) => left.span.start - right.span.start);
}

type Groups = Readonly<Record<string, string | undefined>>;

function toIso(groups: Groups): string | undefined {
  const { first, second, year: yearText } = groups;
  if (first !== undefined && second !== undefined) return fromNumbers(Number(first), Number(second), yearText ?? "");
  const monthNumber = groups.month === undefined ? undefined : toMonth(groups.month);
  const dayNumber = groups.day === undefined ? undefined : Number(groups.day);
  if (monthNumber !== undefined && (monthNumber < 1 || monthNumber > 12)) return undefined;
  if (dayNumber !== undefined && (dayNumber < 1 || dayNumber > 31)) return undefined;
  const parts = [yearText ?? "-", monthNumber, dayNumber].filter((part) => part !== undefined);
  return parts.map((part) => (typeof part === "number" ? String(part).padStart(2, "0") : part)).join("-");
}

function fromNumbers(first: number, second: number, yearText: string): string | undefined {
  if (first < 1 || second < 1 || first > 31 || second > 31 || (first > 12 && second > 12)) return undefined;
  if (first <= 12 && second <= 12 && first !== second) return yearText;
  const [monthNumber, dayNumber] = first > 12 ? [second, first] : [first, second];
  return toIso({ year: yearText, month: String(monthNumber), day: String(dayNumber) });
}

function toMonth(text: string): number {
  return /^\d/.test(text) ? Number(text) : monthNames.indexOf(text.slice(0, 3).toLowerCase()) + 1;
}
