import {
  format,
  getFormatDateInfo,
  getFormatInfo,
  TOKEN_BREAK,
  TOKEN_CONDITION,
  TOKEN_LOCALE,
  type Token,
  tokenize,
} from "numfmt";

/** A number of a cell, with all that decides how it is shown. */
export interface NumberCell {
  readonly value: number;
  /** Format code by ECMA-376, part 1, 18.8.31, such as `dd.mm.yyyy`; absent if the file gives none. */
  readonly code: string | undefined;
  /** Text that the file itself stores for the cell, which only OpenDocument does. */
  readonly storedText: string | undefined;
  /** Whether day 0 is 1904-01-01, as in workbooks of old Macs, instead of the day before 1900-01-01. */
  readonly isFrom1904: boolean;
}

export interface ShownNumber {
  readonly text: string;
  /** True if the format could not be applied, so that the number is shown as it is stored. */
  readonly isRaw: boolean;
}

/** Days between 1900-01-00 and 1904-01-01, in the count of spreadsheets. */
const DAYS_TO_1904 = 1462;
/** First number after 9999-12-31, the last date of a spreadsheet. */
const END_OF_DATES = 2_958_466;
/** February 29, 1900, which spreadsheets show, but which never was. */
const FALSE_LEAP_DAY = 60;
/** Number of digits that a spreadsheet keeps of a number. */
const SIGNIFICANT_DIGITS = 15;

/** Built-in dates in the form of the reader's machine, and those with the mark of its language. */
const MACHINE_DATE = /^m\/d\/yy(?: h:mm)?$|\[\$-(?:F800|x-sysdate)\]/i;
const STRICT = { dateErrorThrows: true, dateErrorNumber: false, dateSpanLarge: false };

/**
 * Writes a number as its cell shows it. A date is in ISO form, as precise as it is shown, with the shown form in
 * parentheses where it differs: `2025-01-14 (14.01.2025)`. Dates without an ISO form, such as day 0, are only shown.
 *
 * Decimals and groups are written as in English, since a file does not say how the reader's machine writes them. A
 * number without a format has up to 15 digits and no exponent below 10²¹.
 */
export function showNumber(cell: NumberCell): ShownNumber {
  const { value, code, storedText } = cell;
  if (code === undefined || /^general$/i.test(code)) return { text: storedText ?? writePlain(value), isRaw: false };
  try {
    const section = findSection(code, value);
    const text = section.kind === "date" ? showDate(cell, section.code) : (storedText ?? showOther(cell, section));
    return { text, isRaw: false };
  } catch {
    // The library throws for a code that it cannot read, and for a date outside of the calendar.
    return { text: storedText ?? writePlain(value), isRaw: storedText === undefined };
  }
}

function writePlain(value: number): string {
  return String(Number(value.toPrecision(SIGNIFICANT_DIGITS))).replace("e", "E");
}

function showOther({ value, code = "" }: NumberCell, { kind }: Section): string {
  return format(kind === "time" ? code : withoutLocales(code), value, STRICT);
}

function showDate({ value, code = "", storedText, isFrom1904 }: NumberCell, section: string): string {
  const serial = value + (isFrom1904 ? DAYS_TO_1904 : 0);
  const iso = writeIsoDate(serial, section, storedText !== undefined);
  if (iso !== undefined && storedText === undefined && MACHINE_DATE.test(code)) return iso;
  const shown = (storedText ?? format(code, serial, STRICT)).trim();
  if (iso === undefined || shown.replace("T", " ") === iso) return shown;
  return `${iso} (${shown})`;
}

/**
 * Writes the parts of a date that its format shows.
 *
 * @param isProleptic  true for OpenDocument, which knows dates before 1900 and no false leap day
 * @returns            undefined for a day that does not exist
 */
function writeIsoDate(serial: number, section: string, isProleptic: boolean): string | undefined {
  const form = isoForm(section);
  // The workbook library counts days before March 1900 like Excel, for OpenDocument too.
  if (isProleptic) return format(form, serial < FALSE_LEAP_DAY ? serial + 1 : serial, { leap1900: false });
  if (serial < 0 || serial >= END_OF_DATES) throw new RangeError("The number is outside of the calendar.");
  return serial < 1 || Math.floor(serial) === FALSE_LEAP_DAY ? undefined : format(form, serial, STRICT);
}

function isoForm(section: string): string {
  const { year, month, day, hours, minutes, seconds } = getFormatDateInfo(section);
  const isWholeDay = day || !year || hours || minutes || seconds;
  const date = isWholeDay ? "yyyy-mm-dd" : month ? "yyyy-mm" : "yyyy";
  if (!hours && !minutes && !seconds) return date;
  const fraction = /s\.(0{1,3})/i.exec(section)?.[0].slice(1) ?? "";
  return `${date} hh:mm${seconds ? `:ss${fraction}` : ""}`;
}

interface Section {
  readonly code: string;
  readonly kind: "date" | "time" | "other";
}

interface FormatPlan {
  readonly sections: readonly Section[];
  /** Format with the conditions of the sections, which writes the index of the one that applies. */
  readonly selector: string;
}

const plans = new Map<string, FormatPlan>();
/** Maximum number of remembered formats. Excel allows 200 to 250 in a workbook. */
const MAX_PLANS = 1_000;

/** Finds the section of a format that applies to a number, such as the second one of `0;dd.mm.yy` for −5. */
function findSection(code: string, value: number): Section {
  const plan = plans.get(code) ?? planFormat(code);
  if (plans.size >= MAX_PLANS) plans.clear();
  plans.set(code, plan);
  const [first] = plan.sections;
  const index = plan.sections.length === 1 ? 0 : Number(/\d/.exec(format(plan.selector, value))?.[0] ?? 0);
  return plan.sections[index] ?? first ?? { code, kind: "other" };
}

function planFormat(code: string): FormatPlan {
  const sections: Token[][] = [[]];
  for (const token of tokenize(code)) {
    if (token.type === TOKEN_BREAK) sections.push([]);
    else sections.at(-1)?.push(token);
  }
  const selectors = sections.map((tokens, index) => {
    const conditions = tokens.filter(({ type }) => type === TOKEN_CONDITION).map(({ raw }) => raw);
    return `${conditions.join("")}"${index}"`;
  });
  return {
    sections: sections.map((tokens) => describeSection(tokens.map(({ raw }) => raw).join(""))),
    selector: selectors.join(";"),
  };
}

function describeSection(code: string): Section {
  const { type } = getFormatInfo(code);
  if (type === "date" || type === "datetime") return { code, kind: "date" };
  return { code, kind: type === "time" ? "time" : "other" };
}

/**
 * Replaces languages of currencies, such as `[$€-407]`, by the currency alone. With them, the library would write
 * German numbers, which Excel does not do, and `1.234` would be read as another number.
 */
function withoutLocales(code: string): string {
  if (!code.includes("[$")) return code;
  const parts = tokenize(code).map(({ type, raw, value }) => {
    if (type !== TOKEN_LOCALE) return raw;
    const currency = String(value).split("-")[0] ?? "";
    return currency === "" ? "" : `"${currency}"`;
  });
  return parts.join("");
}
