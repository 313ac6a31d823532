import { defined, type Span } from "../../../core/index.ts";
import {
  canonicalUnit,
  createTakenPlaces,
  findDates,
  findIdentifiers,
  findNumbers,
  findTimes,
  toBaseUnit,
} from "../../text/index.ts";
import { boundOf } from "./word-roles.ts";

/** A part of a sentence that is right or wrong as a whole. */
export interface Fact {
  readonly kind: "quantity" | "date" | "weekday" | "time" | "identifier" | "ordinal";
  readonly span: Span;
  /** Key that is equal for facts written alike; `sameFact` recognises other equal facts. */
  readonly key: string;
  /** Number of a quantity in its base unit, of a time in minutes, or of an ordinal. */
  readonly value?: number;
  /** Number of a quantity as written, in its own unit. */
  readonly plain?: number;
  readonly unit?: string;
  /** Bound of a quantity by the words before it: "about", "more than", "at most". */
  readonly bound?: "about" | "above" | "below";
  /** Base unit of a quantity; empty for a bare number. */
  readonly dimension?: string;
  /** Maximum rounding error of a quantity, in its base unit. */
  readonly rounding?: number;
}

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const months = "january|february|march|april|may|june|july|august|september|october|november|december".split("|");
const namedDays = new RegExp(String.raw`\b(${weekdays.join("|")})s?\b`, "giu");
// Months need a capital, since "may" and "march" are also verbs.
const namedMonths = new RegExp(
  String.raw`\b(${months.map((month) => `${month.charAt(0).toUpperCase()}${month.slice(1)}`).join("|")})\b`,
  "gu",
);
const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
const ordinal = new RegExp(String.raw`\b(?:(\d{1,3})(?:st|nd|rd|th)|(${ordinals.join("|")}))\b`, "giu");
const degreesOf = /(?<!\s)\s*(?:°|degrees?)\s*(celsius|fahrenheit|c\b|f\b)/iu;
/** Number of characters read before a number for bounds, and after it for its unit. */
const CONTEXT_LENGTH = 24;
const afterNumber =
  /^[\s\u00a0-]*(?:(?<scale>hundred|thousand|million|billion|trillion)\b)?(?<gap>[\s\u00a0-]?)(?<unit>%|[°℃℉$€£¥]\p{L}?|[\p{L}µμ]+(?:\/\p{L}+)?)?/iu;

/** Relative tolerance after a conversion between units, since a pound is not a round number of grams. */
const CONVERSION_TOLERANCE = 1e-3;

/**
 * Finds times, dates, codes, ordinals and quantities, sorted by place. If two overlap, the earlier kind in this list
 * wins.
 */
export function findFacts(text: string): readonly Fact[] {
  const all = [times, dates, identifiers, ordinalsOf, quantities].flatMap((find) => find(text));
  const places = createTakenPlaces(text.length);
  return all.filter(({ span }) => places.take(span)).sort((left, right) => left.span.start - right.span.start);
}

/** Returns whether the source states the claim's fact; the claim's date or number may be less exact. */
export function sameFact(claim: Fact, source: Fact): boolean {
  if (claim.kind === "time" && source.kind === "time") return claim.value === source.value;
  if (claim.kind === "date" && source.kind === "date") return isPartOfDate(claim.key, source.key);
  if (!isNumber(claim) || !isNumber(source)) return claim.key === source.key;
  if (claim.dimension !== source.dimension) {
    // A table has the unit in its header, so one side may lack it.
    return isUnitless(claim) !== isUnitless(source) && plainOf(claim) === plainOf(source);
  }
  const [claimed, actual] = [claim.value ?? plainOf(claim), source.value ?? plainOf(source)];
  if (isWithinBound(claim, source, actual - claimed)) return true;
  return Math.abs(claimed - actual) <= (claim.unit === source.unit ? 0 : Math.abs(actual) * CONVERSION_TOLERANCE);
}

/**
 * Returns whether the source's number satisfies the claim's bound: 116 is "more than 100". A bounded source never does.
 */
function isWithinBound({ bound, rounding = 0 }: Fact, source: Fact, excess: number): boolean {
  if (bound === undefined || source.bound !== undefined || Math.abs(excess) > rounding) return false;
  return bound === "about" || (bound === "above" ? excess >= 0 : excess <= 0);
}

/** Returns whether the source has the claim's date, but less exact. */
export function isVaguer(source: Fact, claim: Fact): boolean {
  return source.kind === "date" && claim.kind === "date" && isPartOfDate(source.key, claim.key);
}

/** Returns whether one fact could replace the other: the same kind, and for quantities the same dimension. */
export function sameKind(left: Fact, right: Fact): boolean {
  if (left.kind !== right.kind) return false;
  return left.kind !== "quantity" || left.dimension === right.dimension;
}

/** Returns whether a fact is a number; a year alone may be one. */
function isNumber({ kind, key }: Fact): boolean {
  return kind === "quantity" || (kind === "date" && /^\d{4}$/.test(key));
}

/** Returns whether a quantity has no unit; "60 degrees" does not name a scale. */
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
    // The number in "1500 mg" is not a year.
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
      // The code in "Sf1-expressing" is Sf1.
      const code = word.replace(/['’]s$/u, "").replace(/(?<=\p{N}\p{L}?)-\p{Ll}{4,}$/u, "");
      return {
        kind: "identifier",
        span: { start, end: start + code.length },
        key: code.toLowerCase().replaceAll("-", ""),
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
  return findNumbers(text).map(({ value, unit: ownUnit = "", span }) => {
    // The scale may follow the second number of a range.
    const degrees = ownUnit === "°" ? degreesOf.exec(text.slice(span.end, span.end + CONTEXT_LENGTH)) : null;
    const unit = degrees === null ? ownUnit : `°${degrees[1]?.charAt(0).toLowerCase()}`;
    const base = toBaseUnit(value, unit);
    const written = text.slice(span.start, span.end);
    const rounding = Math.abs(toBaseUnit(roundingOf(written, value), unit).value - toBaseUnit(0, unit).value);
    const length = degrees?.index === 0 ? degrees[0].length : unitLength(text.slice(span.end), unit);
    const bound = boundOf(
      text
        .slice(Math.max(0, span.start - CONTEXT_LENGTH), span.start)
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

/**
 * Returns half of the last written digit before trailing zeros: 50 for "1,200", 0.05 for "3.5", 500,000 for "3
 * million".
 */
function roundingOf(text: string, value: number): number {
  const decimals = /[.](\d+)$/u.exec(text)?.[1]?.length ?? 0;
  const digits = text.replace(/\D/gu, "");
  const trailingZeros = decimals > 0 ? 0 : (/(?<!0)0*$/u.exec(digits)?.[0].length ?? 0);
  const plain = Number(digits) / 10 ** decimals;
  const scale = plain === 0 ? 1 : Math.abs(value) / plain;
  return 0.5 * 10 ** (trailingZeros - decimals) * scale;
}

/** Returns the number of characters after a number that belong to it: its scale and its unit. */
function unitLength(after: string, unit: string): number {
  const match = afterNumber.exec(after);
  const { scale = "", gap = "", unit: written = "" } = match?.groups ?? {};
  const hasUnit = unit !== "" && canonicalUnit(written) === unit;
  const all = match?.[0] ?? "";
  if (hasUnit) return all.length;
  return scale === "" ? 0 : all.length - written.length - gap.length;
}

function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}
