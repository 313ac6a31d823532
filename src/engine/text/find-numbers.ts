import type { Span } from "../../core/index.ts";
import { canonicalUnit } from "./canonical-unit.ts";
import { findDates } from "./find-dates.ts";
import { createTakenPlaces } from "./taken-places.ts";

/** A number in a text. */
export interface FoundNumber {
  readonly value: number;
  /** Canonical name of the unit beside the number: `%`, `mg`, `day`, `$`. */
  readonly unit?: string;
  /** Place of the digits or the number word, without the unit. */
  readonly span: Span;
}

const spoken: ReadonlyMap<string, number> = new Map(
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
    .split(" ")
    .map((word, value): [string, number] => [word, value])
    .concat([
      ["thirty", 30],
      ["forty", 40],
      ["fifty", 50],
      ["sixty", 60],
      ["seventy", 70],
      ["eighty", 80],
      ["ninety", 90],
    ]),
);
const tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
const spokenPattern = `(?:${tens})[-\\s](?:one|two|three|four|five|six|seven|eight|nine)|${[...spoken.keys()].toReversed().join("|")}`;
const scales: ReadonlyMap<string, number> = new Map([
  ["hundred", 1e2],
  ["thousand", 1e3],
  ["million", 1e6],
  ["billion", 1e9],
  ["trillion", 1e12],
]);

const digits = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?|\d+\.\d+|\d+(?:,\d{1,2}(?!\d))?|\.\d+`;
const numberPattern = new RegExp(
  String.raw`(?<![\p{L}\p{N}_]|\p{L}[-‐.]|\p{N}[.,]|\.)(?<sign>(?<![\p{L}\p{N}]|\p{N}\s)[-−])?(?:(?<digits>${digits})|(?<word>\b(?:${spokenPattern})\b))(?!\p{Nd}|\.\p{Nd})`,
  "giu",
);
const following =
  /(?:[\s-]+(?<scale>hundred|thousand|million|billion|trillion)\b)?(?:(?:st|nd|rd|th)\b|[\s\u00a0-]?(?<unit>%|[°℃℉$€£¥]\p{L}?|[\p{L}µμ]+(?:\/\p{L}+)?))?/iuy;
const rangeEnd = /\s?(?:[-–—]|to|and)\s?$/u;

/**
 * Finds numbers in digits (`1,234.5`, `1 234`, `-3`, `.5`) and in English words up to ninety-nine. It reads the unit or
 * scale after a number (`3.5 million`, `12 mg`, `5 %`) and a currency before it. The first number of a range
 * (`10-20 mg`) gets the unit of the second. Skips digits inside a code, a version or a full date.
 *
 * @returns sorted by place, without overlap
 */
export function findNumbers(text: string): readonly FoundNumber[] {
  const dates = createTakenPlaces(text.length);
  for (const { iso, span } of findDates(text)) if (iso.length > 4) dates.take(span);
  const numbers: FoundNumber[] = [];
  for (const match of text.matchAll(numberPattern)) {
    const span = { start: match.index, end: match.index + match[0].length };
    if (dates.overlaps(span)) continue;
    const number = readNumber(text, span, match.groups ?? {});
    if (number !== undefined) numbers.push(number);
  }
  return shareUnitsOfRanges(text, numbers);
}

type Groups = Readonly<Record<string, string | undefined>>;

function readNumber(text: string, span: Span, groups: Groups): FoundNumber | undefined {
  following.lastIndex = span.end;
  const { scale, unit: after } = following.exec(text)?.groups ?? {};
  const unit = (after && canonicalUnit(after)) ?? canonicalUnit(text.charAt(span.start - 1));
  const isCode =
    groups.digits !== undefined &&
    unit === undefined &&
    /^(?!st|nd|rd|th|s\b)\p{L}/iu.test(text.slice(span.end, span.end + 3));
  // "One" alone is more often a pronoun than a number.
  if (isCode || (groups.word?.toLowerCase() === "one" && unit === undefined && scale === undefined)) return undefined;
  const value = readValue(groups, scale);
  return unit === undefined ? { value, span } : { value, unit, span };
}

function readValue({ digits: figures, word, sign }: Groups, scale: string | undefined): number {
  const plain = word === undefined ? parseDigits(figures ?? "") : parseWords(word);
  return plain * (scales.get(scale?.toLowerCase() ?? "") ?? 1) * (sign === undefined ? 1 : -1);
}

/** Returns the sum of the words: `twenty-four` is 20 + 4. */
function parseWords(text: string): number {
  const values = text
    .toLowerCase()
    .split(/[-\s]/)
    .map((word) => spoken.get(word) ?? 0);
  return values.reduce((sum, value) => sum + value, 0);
}

function parseDigits(text: string): number {
  const unspaced = text.replace(/[\u00a0\u202f\u2009]/g, "");
  const isEuropean = /^\d{1,3}(?:\.\d{3})+,\d+$|^\d+,\d{1,2}$/.test(unspaced);
  return Number(isEuropean ? unspaced.replaceAll(".", "").replace(",", ".") : unspaced.replaceAll(",", ""));
}

function shareUnitsOfRanges(text: string, numbers: readonly FoundNumber[]): readonly FoundNumber[] {
  return numbers.map((number, index) => {
    const next = numbers[index + 1];
    if (number.unit !== undefined || next?.unit === undefined) return number;
    const between = text.slice(number.span.end, next.span.start);
    return between.length <= 5 && rangeEnd.test(between) && between.trim().length <= 3
      ? { ...number, unit: next.unit }
      : number;
  });
}
