import { wilsonInterval } from "../../src/evaluate/metrics/wilson-interval.ts";
import type { GuardMeasure } from "./guard-measure.ts";
import type { LabelledText } from "./read-personal-data.ts";

/** Personal data that was found in a text. */
export interface FoundData {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

/** Counts of right, wrong and missed pieces. */
interface Counts {
  right: number;
  found: number;
  labelled: number;
}

/** Kinds by the names of the data set, where they differ. */
const typeNames: ReadonlyMap<string, string> = new Map([["URL", "DOMAIN_NAME"]]);
/** Kinds with check digits or a strict form, of which nearly all must be found. */
export const STRICT_TYPES: readonly string[] = ["CREDIT_CARD", "IBAN_CODE", "US_SSN", "EMAIL_ADDRESS", "IP_ADDRESS"];
const GOAL = 0.8;
/** Value of F1 to reach for each of them. */
export const STRICT_GOAL = 0.97;
const word = /[\p{L}\p{N}]+/gu;

/**
 * Measures what a search for personal data finds, recall counting twice as much as precision (F2).
 *
 * - `F2 of words` is the measure of Microsoft's presidio-evaluator (`TokenEvaluator.pii_f`): a word is right if it is
 *   labelled and found, of whatever kind. Marks do not count.
 * - `F2 of words with their kinds` also asks for the right kind.
 * - `F2 of places` counts whole places: right if one of the same kind overlaps it.
 *
 * @param texts  labelled texts
 * @param find   returns the findings in one of them
 */
export function measurePersonalData(
  texts: readonly LabelledText[],
  find: (text: LabelledText) => readonly FoundData[],
): readonly GuardMeasure[] {
  const words = emptyCounts();
  const typedWords = new Map<string, Counts>();
  const places = new Map<string, Counts>();
  for (const text of texts) {
    const found = find(text).map((each) => ({ ...each, type: typeNames.get(each.type) ?? each.type }));
    countWords(text, found, { words, typedWords });
    countPlaces(text.spans, found, places);
  }
  return [
    ...measuresOf("words", words, GOAL),
    ...measuresOf("words with their kinds", sumOf(typedWords.values())),
    ...measuresOf("places", sumOf(places.values())),
    ...[...typedWords].sort().flatMap(([type, counts]) => measuresOf(`words of ${type}`, counts)),
    ...[...places].sort().flatMap(([type, counts]) => measuresOf(`places of ${type}`, counts)),
    ...STRICT_TYPES.map((type) => strictMeasure(type, places.get(type) ?? emptyCounts())),
  ];
}

const emptyCounts = (): Counts => ({ right: 0, found: 0, labelled: 0 });

function countsOf(counts: Map<string, Counts>, type: string): Counts {
  const known = counts.get(type) ?? emptyCounts();
  counts.set(type, known);
  return known;
}

interface WordCounts {
  readonly words: Counts;
  readonly typedWords: Map<string, Counts>;
}

function countWords(
  { text, spans }: LabelledText,
  found: readonly FoundData[],
  { words, typedWords }: WordCounts,
): void {
  for (const { index } of text.matchAll(word)) {
    const labelled = spans.find((span) => span.start <= index && span.end > index)?.type;
    const guess = found.find((span) => span.start <= index && span.end > index)?.type;
    if (labelled !== undefined) {
      words.labelled++;
      countsOf(typedWords, labelled).labelled++;
    }
    if (guess !== undefined) {
      words.found++;
      countsOf(typedWords, guess).found++;
      if (labelled !== undefined) words.right++;
      if (labelled === guess) countsOf(typedWords, guess).right++;
    }
  }
}

function countPlaces(labelled: readonly FoundData[], found: readonly FoundData[], counts: Map<string, Counts>): void {
  const overlaps = (left: FoundData, right: FoundData) =>
    left.type === right.type && left.start < right.end && right.start < left.end;
  for (const span of labelled) {
    const count = countsOf(counts, span.type);
    count.labelled++;
    if (found.some((other) => overlaps(span, other))) count.right++;
  }
  for (const span of found) {
    // A place that covers several labelled ones is as many places.
    const covered = labelled.filter((other) => overlaps(span, other)).length;
    countsOf(counts, span.type).found += Math.max(1, covered);
  }
}

function sumOf(all: Iterable<Counts>): Counts {
  const sum = emptyCounts();
  for (const { right, found, labelled } of all) {
    sum.right += right;
    sum.found += found;
    sum.labelled += labelled;
  }
  return sum;
}

const base = { guard: "personal-data", data: "presidio-synth-v2" };

function measuresOf(what: string, counts: Counts, goal?: number): readonly GuardMeasure[] {
  const { right, found, labelled } = counts;
  const measures: GuardMeasure[] = [];
  const value = fMeasure(counts, 2);
  measures.push(
    goal === undefined
      ? { ...base, measure: `F2 of ${what}`, value }
      : { ...base, measure: `F2 of ${what}`, value, goal, reached: value >= goal },
  );
  if (labelled > 0) measures.push(shareOf(`recall of ${what}`, right, labelled));
  if (found > 0) measures.push(shareOf(`precision of ${what}`, Math.min(right, found), found));
  return measures;
}

function shareOf(measure: string, right: number, all: number): GuardMeasure {
  const { value, interval } = wilsonInterval(right, all);
  return { ...base, measure, value, low: interval[0], high: interval[1] };
}

function strictMeasure(type: string, counts: Counts): GuardMeasure {
  const value = fMeasure(counts, 1);
  return { ...base, measure: `F1 of ${type}`, value, goal: STRICT_GOAL, reached: value >= STRICT_GOAL };
}

/** Returns the F measure: (1 + β²) · precision · recall / (β² · precision + recall). */
export function fMeasure({ right, found, labelled }: Counts, beta: number): number {
  const weight = beta ** 2;
  const whole = weight * labelled + found;
  return whole === 0 ? 0 : ((1 + weight) * right) / whole;
}
