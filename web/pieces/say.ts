/** Returns a count with its noun: `1 page`, `1,204 pages`. */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${count === 1 ? noun : `${noun}s`}`;
}

const UNITS = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** Returns a size such as `812 bytes` or `2.6 MB`. Each unit is 1,024 of the one before, as in the settings. */
export function sizeOf(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1_023.95 && unit < UNITS.length - 1) {
    value /= 1_024;
    unit += 1;
  }
  return `${value.toFixed(1).replace(/\.0$/, "")} ${UNITS[unit]}`;
}

const days = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });
const moments = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** Returns the day of an ISO 8601 time, such as `12 May 2026`. */
export const dayOf = (time: string): string => days.format(new Date(time));
export const momentOf = (time: string): string => moments.format(new Date(time));

/** Returns a rank such as `1st`, `2nd` or `11th`. */
export function ordinal(number: number): string {
  const ending = number % 100 >= 11 && number % 100 <= 13 ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th");
  return `${number}${ending}`;
}
