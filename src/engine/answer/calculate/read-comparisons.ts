import { type DateCondition, defined, type NumberCondition } from "../../../core/index.ts";
import { canonicalUnit, findDates, findNumbers } from "../../text/index.ts";
import { hasPhraseAt, type PlacedWord } from "./question-words.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A number of a question. */
export interface ComparedNumber {
  readonly value: number;
  /** Digits as written, which may leave the decimal mark open; empty for a number in words. */
  readonly digits: string;
  /** Canonical unit; empty if there is none. */
  readonly unit: string;
  /** Index of the unit's word, if the unit is a word. */
  readonly unitAt?: number;
}

/** A comparison in a question, such as `more than 20 euros` or `before March 2024`. */
export interface Comparison {
  /** Indexes of its words: the first, and the one after the last. */
  readonly at: number;
  readonly end: number;
  /** Words of the comparison that follow the column's name: `or more` in `4 seats or more`. */
  readonly tail?: { readonly at: number; readonly length: number };
  /** Set if it may compare numbers. */
  readonly numbers?: {
    readonly relation: NumberCondition["numberIs"];
    readonly bounds: readonly ComparedNumber[];
    readonly columns: readonly string[];
  };
  /** Set if it may compare dates; years may also be numbers. */
  readonly dates?: { readonly relation: DateCondition["dateIs"]; readonly dates: readonly string[] };
  /** True if its words mean nothing else; `in 2024` may also name a value. */
  readonly isCertain: boolean;
}

/** A number or date with the indexes of its words. */
interface Token {
  readonly end: number;
  readonly number?: ComparedNumber;
  readonly date?: string;
}

/** Returns the indexes of a comparison's words. */
export function wordsOf({ at, end, tail }: Comparison): readonly number[] {
  const range = (from: number, length: number) => Array.from({ length }, (_, offset) => from + offset);
  return [...range(at, end - at), ...range(tail?.at ?? 0, tail?.length ?? 0)];
}

/** Finds the comparisons of a question with numbers and dates, in reading order and without overlap. */
export function readComparisons(
  question: string,
  words: readonly PlacedWord[],
  vocabulary: Vocabulary,
): readonly Comparison[] {
  const tokens = findTokens(question, words);
  const comparisons: Comparison[] = [];
  for (let at = 0; at < words.length; at++) {
    const comparison = readAt(at, { words, tokens, vocabulary });
    if (comparison === undefined) continue;
    comparisons.push(comparison);
    at = comparison.end - 1;
  }
  return comparisons;
}

/** Maximum number of words between a number and a relation after it. */
const MAX_WORDS_BETWEEN = 2;

interface ReadQuestion {
  readonly words: readonly PlacedWord[];
  readonly tokens: ReadonlyMap<number, Token>;
  readonly vocabulary: Vocabulary;
}

function readAt(at: number, question: ReadQuestion): Comparison | undefined {
  return readRange(at, question) ?? readNumber(at, question) ?? readDate(at, question) ?? readReversed(at, question);
}

/** Reads `between 10 and 20` and `from March 2024 to May 2024`. */
function readRange(at: number, { words, tokens, vocabulary }: ReadQuestion): Comparison | undefined {
  const phrase = vocabulary.numberRelations.find(
    ({ relation, words: phraseWords }) => relation === "between" && hasPhraseAt(words, at, phraseWords),
  );
  const from = phrase && tokens.get(at + phrase.words.length);
  const to = from && vocabulary.rangeWords.has(words[from.end]?.text ?? "") ? tokens.get(from.end + 1) : undefined;
  if (from === undefined || to === undefined) return undefined;
  const dates = datesOf(from, to);
  const numbers = numbersOf(from, to);
  return dates === undefined && numbers === undefined
    ? undefined
    : defined({ at, end: to.end, isCertain: true, dates, numbers });
}

function datesOf(from: Token, to: Token): Comparison["dates"] {
  return from.date === undefined || to.date === undefined
    ? undefined
    : { relation: "between", dates: [from.date, to.date] };
}

function numbersOf(from: Token, to: Token): Comparison["numbers"] {
  return from.number === undefined || to.number === undefined
    ? undefined
    : { relation: "between", bounds: shareUnit(from.number, to.number), columns: [] };
}

/** Gives the first number of a range the unit of the second. */
function shareUnit(from: ComparedNumber, to: ComparedNumber): readonly ComparedNumber[] {
  return [from.unit === "" ? { ...from, unit: to.unit } : from, to];
}

function readNumber(at: number, { words, tokens, vocabulary }: ReadQuestion): Comparison | undefined {
  const phrase = vocabulary.numberRelations.find(
    ({ relation, words: phraseWords }) => relation !== "between" && hasPhraseAt(words, at, phraseWords),
  );
  const token = phrase && tokens.get(at + phrase.words.length);
  if (phrase === undefined || token?.number === undefined) return undefined;
  const { relation, columns } = phrase;
  return { at, end: token.end, isCertain: true, numbers: { relation, bounds: [token.number], columns } };
}

/** Reads `20 or more` and `4 seats or more`. */
function readReversed(at: number, { words, tokens, vocabulary }: ReadQuestion): Comparison | undefined {
  const token = tokens.get(at);
  if (token?.number === undefined) return undefined;
  for (let tailAt = token.end; tailAt <= token.end + MAX_WORDS_BETWEEN; tailAt++) {
    const phrase = vocabulary.relationsAfter.find((relation) => hasPhraseAt(words, tailAt, relation.words));
    if (phrase === undefined) continue;
    const numbers = { relation: phrase.relation, bounds: [token.number], columns: [] };
    return { at, end: token.end, tail: { at: tailAt, length: phrase.words.length }, isCertain: true, numbers };
  }
  return undefined;
}

function readDate(at: number, { words, tokens, vocabulary }: ReadQuestion): Comparison | undefined {
  const phrase = vocabulary.dateRelations.find(
    ({ relation, words: phraseWords }) => relation !== "between" && hasPhraseAt(words, at, phraseWords),
  );
  const token = phrase && tokens.get(at + phrase.words.length);
  if (phrase === undefined || token?.date === undefined) return undefined;
  const { relation } = phrase;
  return { at, end: token.end, isCertain: relation !== "in", dates: { relation, dates: [token.date] } };
}

/** Finds the numbers and dates by the index of their first word. */
function findTokens(question: string, words: readonly PlacedWord[]): ReadonlyMap<number, Token> {
  const tokens = new Map<number, Token>();
  for (const { iso, span } of findDates(question)) {
    const at = words.findIndex((word) => word.span.start === span.start);
    const end = words.findIndex((word) => word.span.end === span.end) + 1;
    const isWhole = at >= 0 && end > at && /^\d/.test(iso);
    if (isWhole && !isAmbiguous(question.slice(span.start, span.end), iso)) tokens.set(at, { end, date: iso });
  }
  for (const number of findNumbers(question)) {
    const at = words.findIndex(({ span }) => span.start === number.span.start && number.span.end <= span.end);
    const token = readNumberAt(question, words, at, number);
    if (token !== undefined) tokens.set(at, { ...tokens.get(at), ...token });
  }
  return tokens;
}

/**
 * Returns whether a date such as `01/03/2024` leaves open which number is the month, so that only its year is known.
 */
function isAmbiguous(written: string, iso: string): boolean {
  return /[/.]/.test(written) && iso.length === 4;
}

function readNumberAt(
  question: string,
  words: readonly PlacedWord[],
  at: number,
  { value, unit = "", span }: ReturnType<typeof findNumbers>[number],
): Token | undefined {
  const word = words[at];
  if (word === undefined) return undefined;
  const digits = /\d/.test(word.text) ? question.slice(span.start, span.end) : "";
  const { end, unitAt } = endOfNumber(words, at, unit, question.slice(span.end, word.span.end));
  return end === undefined ? undefined : { end, number: defined({ value, digits, unit, unitAt }) };
}

const scales: ReadonlySet<string> = new Set(["hundred", "thousand", "million", "billion", "trillion"]);

/**
 * Returns the index after a number with its scale and unit; without an index if something else follows its digits.
 *
 * @param written  text of the number's word after its digits: `kg` in `5kg`
 */
function endOfNumber(
  words: readonly PlacedWord[],
  at: number,
  unit: string,
  written: string,
): { readonly end?: number; readonly unitAt?: number } {
  if (written !== "") return unit !== "" && canonicalUnit(written) === unit ? { end: at + 1 } : {};
  const scaled = at + (scales.has(words[at + 1]?.text ?? "") ? 2 : 1);
  const isUnit = unit !== "" && canonicalUnit(words[scaled]?.text ?? "") === unit;
  return isUnit ? { end: scaled + 1, unitAt: scaled } : { end: scaled };
}
