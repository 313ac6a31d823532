import type { Span } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import { canonicalUnit, findDates, findIdentifiers, findNumbers, findTimes, toBaseUnit } from "../../text/index.ts";
import { boundOf } from "./word-roles.ts";

/** A part of a sentence that is right or wrong as a whole. */
export interface Fact {
  readonly kind: "quantity" | "date" | "weekday" | "time" | "identifier" | "ordinal";
  readonly span: Span;
  /** Equal for facts that are written alike; `sameFact` knows what else is equal. */
  readonly key: string;
  /** Of a quantity in its base unit, of a time in minutes, of an ordinal. */
  readonly value?: number;
  /** Of a quantity: as it is written, in its own unit. */
  readonly plain?: number;
  readonly unit?: string;
  /** Of a quantity: "about", "more than" or "at most" stands before it. */
  readonly bound?: "about" | "above" | "below";
  /** Of a quantity: its base unit; empty for a bare number. */
  readonly dimension?: string;
  /** Of a quantity: how far what it was rounded from may be away. */
  readonly rounding?: number;
}

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const months = "january|february|march|april|may|june|july|august|september|october|november|december".split("|");
const namedDays = new RegExp(String.raw`\b(${weekdays.join("|")})s?\b`, "giu");
// In lower case "may" and "march" are verbs.
const namedMonths = new RegExp(
  String.raw`\b(${months.map((month) => `${month.charAt(0).toUpperCase()}${month.slice(1)}`).join("|")})\b`,
  "gu",
);
const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
const ordinal = new RegExp(String.raw`\b(?:(\d{1,3})(?:st|nd|rd|th)|(${ordinals.join("|")}))\b`, "giu");
const degreesOf = /\s*(?:°|degrees?)\s*(celsius|fahrenheit|c\b|f\b)/iu;
/** Characters before a number with the words that bound it, or behind it with its unit. */
const LOOK_AROUND = 24;
const behindNumber =
  /^[\s\u00a0-]*(?:(?<scale>hundred|thousand|million|billion|trillion)\b)?(?<gap>[\s\u00a0-]?)(?<unit>%|[°℃℉$€£¥]\p{L}?|[\p{L}µμ]+(?:\/\p{L}+)?)?/iu;

/** Of what was converted between units: a pound is no round number of grams. */
const CONVERSION_TOLERANCE = 1e-3;

/** Times, dates, codes, ordinals and quantities with their units, in this order where two would overlap; sorted by place. */
export function findFacts(text: string): readonly Fact[] {
  const facts: Fact[] = [];
  for (const fact of [...times(text), ...dates(text), ...identifiers(text), ...ordinalsOf(text), ...quantities(text)]) {
    const isTaken = facts.some(({ span }) => span.start < fact.span.end && fact.span.start < span.end);
    if (!isTaken) facts.push(fact);
  }
  return facts.sort((one, other) => one.span.start - other.span.start);
}

/** Whether the claim's fact is what the source says; a date or a number may be known less exactly than in the source. */
export function sameFact(claim: Fact, source: Fact): boolean {
  if (claim.kind === "time" && source.kind === "time") return claim.value === source.value;
  if (claim.kind === "date" && source.kind === "date") return isPartOfDate(claim.key, source.key);
  if (!isNumber(claim) || !isNumber(source)) return claim.key === source.key;
  if (claim.dimension !== source.dimension) {
    // A table says the unit in its header, and a claim need not repeat it.
    return isUnitless(claim) !== isUnitless(source) && plainOf(claim) === plainOf(source);
  }
  const [one, other] = [claim.value ?? plainOf(claim), source.value ?? plainOf(source)];
  if (isWithinBound(claim, source, other - one)) return true;
  return Math.abs(one - other) <= (claim.unit === source.unit ? 0 : Math.abs(other) * CONVERSION_TOLERANCE);
}

/** "More than 100" is said of 116. Where the source has a bound itself, it has to be the same. */
function isWithinBound({ bound, rounding = 0 }: Fact, source: Fact, more: number): boolean {
  if (bound === undefined || source.bound !== undefined || Math.abs(more) > rounding) return false;
  return bound === "about" || (bound === "above" ? more >= 0 : more <= 0);
}

/** Whether the source's date is the claim's, known less exactly. */
export function isVaguer(source: Fact, claim: Fact): boolean {
  return source.kind === "date" && claim.kind === "date" && isPartOfDate(source.key, claim.key);
}

/** Whether one could have been written in the other's place: the same kind of thing, in any unit of its dimension. */
export function sameKind(one: Fact, other: Fact): boolean {
  if (one.kind !== other.kind) return false;
  return one.kind !== "quantity" || one.dimension === other.dimension;
}

/** A year alone may be a number of something. */
function isNumber({ kind, key }: Fact): boolean {
  return kind === "quantity" || (kind === "date" && /^\d{4}$/.test(key));
}

/** "60 degrees" does not say of which scale. */
function isUnitless({ dimension = "" }: Fact): boolean {
  return dimension === "" || dimension === "°";
}

function plainOf({ key, plain = Number(key) }: Fact): number {
  return plain;
}

function isPartOfDate(claim: string, source: string): boolean {
  if (claim === source || source.startsWith(`${claim}-`)) return true;
  return (
    claim.startsWith("--") &&
    source.slice(source.startsWith("--") ? 0 : 4).startsWith(claim.slice(source.startsWith("--") ? 0 : 1))
  );
}

function times(text: string): readonly Fact[] {
  return findTimes(text).map(({ minutes, span }) => ({ kind: "time", span, key: `time ${minutes}`, value: minutes }));
}

function dates(text: string): readonly Fact[] {
  const units = new Map(findNumbers(text).map(({ unit, span }) => [span.start, unit]));
  const whole = findDates(text)
    // "1500 mg" is no year.
    .filter(({ iso, span }) => iso.length > 4 || units.get(span.start) === undefined)
    .map(({ iso, span }): Fact => ({ kind: "date", span, key: iso }));
  const days = [...text.matchAll(namedDays)].map((match) => ({ match, key: `day ${match[1]?.toLowerCase()}` }));
  const named = [...text.matchAll(namedMonths)].map((match) => ({ match, key: monthKey(match[1] ?? "") }));
  return [
    ...whole,
    ...days.map(({ match, key }): Fact => ({ kind: "weekday", span: spanOf(match), key })),
    ...named.map(({ match, key }): Fact => ({ kind: "date", span: spanOf(match), key })),
  ];
}

function monthKey(written: string): string {
  return `--${String(months.indexOf(written.toLowerCase()) + 1).padStart(2, "0")}`;
}

function identifiers(text: string): readonly Fact[] {
  return findIdentifiers(text)
    .filter(({ text: word }) => /\p{N}|[@_]/u.test(word) && !/^\p{N}+(?:-\p{L}{3,})+$/u.test(word))
    .map(({ text: word, span: { start } }) => {
      // "Sf1-expressing" is about Sf1.
      const own = word.replace(/['’]s$/u, "").replace(/(?<=\p{N}\p{L}?)-\p{Ll}{4,}$/u, "");
      return {
        kind: "identifier",
        span: { start, end: start + own.length },
        key: own.toLowerCase().replaceAll("-", ""),
      };
    });
}

function ordinalsOf(text: string): readonly Fact[] {
  return [...text.matchAll(ordinal)].map((match) => {
    const value = match[1] === undefined ? ordinals.indexOf(match[2]?.toLowerCase() ?? "") + 1 : Number(match[1]);
    return { kind: "ordinal", span: spanOf(match), key: `ordinal ${value}`, value };
  });
}

function quantities(text: string): readonly Fact[] {
  return findNumbers(text).map(({ value, unit: found = "", span }) => {
    // Of a range the second number tells.
    const degrees = found === "°" ? degreesOf.exec(text.slice(span.end, span.end + LOOK_AROUND)) : null;
    const unit = degrees === null ? found : `°${degrees[1]?.charAt(0).toLowerCase()}`;
    const base = toBaseUnit(value, unit);
    const written = text.slice(span.start, span.end);
    const rounding = Math.abs(toBaseUnit(roundingOf(written, value), unit).value - toBaseUnit(0, unit).value);
    const length = degrees?.index === 0 ? degrees[0].length : lengthBehind(text.slice(span.end), unit);
    const bound = boundOf(
      text
        .slice(Math.max(0, span.start - LOOK_AROUND), span.start)
        .toLowerCase()
        .match(/\p{L}+/gu) ?? [],
    );
    return defined({
      kind: "quantity",
      span: { start: span.start, end: span.end + length },
      key: `${value} ${unit}`,
      plain: value,
      unit,
      ...base,
      rounding,
      bound,
    });
  });
}

/** Half of the last digit that was written and is no closing zero: 50 for "1,200", 0.05 for "3.5", half a million for "3 million". */
function roundingOf(written: string, value: number): number {
  const decimals = /[.](\d+)$/u.exec(written)?.[1]?.length ?? 0;
  const digits = written.replace(/\D/gu, "");
  const closing = decimals > 0 ? 0 : (/0*$/u.exec(digits)?.[0].length ?? 0);
  const plain = Number(digits) / 10 ** decimals;
  const scale = plain === 0 ? 1 : Math.abs(value) / plain;
  return 0.5 * 10 ** (closing - decimals) * scale;
}

function lengthBehind(after: string, unit: string): number {
  const match = behindNumber.exec(after);
  const { scale = "", gap = "", unit: written = "" } = match?.groups ?? {};
  const hasUnit = unit !== "" && canonicalUnit(written) === unit;
  const all = match?.[0] ?? "";
  if (hasUnit) return all.length;
  return scale === "" ? 0 : all.length - written.length - gap.length;
}

function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}
