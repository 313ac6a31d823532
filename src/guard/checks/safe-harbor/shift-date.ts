const DAY_MS = 86_400_000;
const monthNames = "January February March April May June July August September October November December".split(" ");

/** A date, and how it is written. */
interface WrittenDate {
  readonly year: number;
  /** Number of the month, from 1. */
  readonly month: number;
  readonly day: number;
  /** Writes another date in the same form. */
  write(date: Pick<WrittenDate, "year" | "month" | "day">): string;
}

/**
 * Moves a date by a number of days, in the form it has. A time after the date stays. Returns undefined for dates without
 * day, month or year, whose day cannot be moved.
 */
export function shiftDate(text: string, days: number): string | undefined {
  const written = readIso(text) ?? readNumbers(text) ?? readWords(text);
  if (written === undefined) return undefined;
  const { year, month, day } = written;
  const before = new Date(Date.UTC(year, month - 1, day));
  if (before.getUTCMonth() !== month - 1) return undefined;
  const after = new Date(before.getTime() + days * DAY_MS);
  return written.write({ year: after.getUTCFullYear(), month: after.getUTCMonth() + 1, day: after.getUTCDate() });
}

const pad = (value: number): string => String(value).padStart(2, "0");

function readIso(text: string): WrittenDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(.*)$/s.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, rest = ""] = match;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    write: (date) => `${date.year}-${pad(date.month)}-${pad(date.day)}${rest}`,
  };
}

/** Reads `5/7/1984`, the month first, and `7.5.1984`, the day first. A first number above 12 is the day. */
function readNumbers(text: string): WrittenDate | undefined {
  const match = /^(\d{1,2})([/.])(\d{1,2})\2(\d{4})(.*)$/s.exec(text);
  if (match === null) return undefined;
  const [, first = "", mark = "", second = "", year, rest = ""] = match;
  const isDayFirst = mark === "." || Number(first) > 12;
  const isPadded = first.startsWith("0") || second.startsWith("0");
  const write = (value: number) => (isPadded ? pad(value) : String(value));
  return {
    year: Number(year),
    month: Number(isDayFirst ? second : first),
    day: Number(isDayFirst ? first : second),
    write: (date) => {
      const [left, right] = isDayFirst ? [date.day, date.month] : [date.month, date.day];
      return `${write(left)}${mark}${write(right)}${mark}${date.year}${rest}`;
    },
  };
}

/** Reads `March 3, 2024` and `3 March 2024`, with whole and short names of months. */
function readWords(text: string): WrittenDate | undefined {
  const monthFirst = /^([A-Z][a-z]{2,8})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(,?)\s+(\d{4})(.*)$/s.exec(text);
  if (monthFirst !== null) {
    const [, name = "", day, comma = "", year, rest = ""] = monthFirst;
    const write: WrittenDate["write"] = (date) => `${nameOf(date.month, name)} ${date.day}${comma} ${date.year}${rest}`;
    return withMonth(name, { year: Number(year), day: Number(day), write });
  }
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Z][a-z]{2,8})\.?,?\s+(\d{4})(.*)$/s.exec(text);
  if (dayFirst === null) return undefined;
  const [, day, name = "", year, rest = ""] = dayFirst;
  const write: WrittenDate["write"] = (date) => `${date.day} ${nameOf(date.month, name)} ${date.year}${rest}`;
  return withMonth(name, { year: Number(year), day: Number(day), write });
}

function withMonth(name: string, rest: Omit<WrittenDate, "month">): WrittenDate | undefined {
  const month = monthNames.findIndex((each) => each.slice(0, 3) === name.slice(0, 3)) + 1;
  return month === 0 ? undefined : { ...rest, month };
}

/** Returns the name of a month, short if the other name is. */
function nameOf(month: number, like: string): string {
  const name = monthNames[month - 1] ?? "";
  return like.length === 3 ? name.slice(0, 3) : name;
}
