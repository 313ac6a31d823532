import type { MeanWithInterval } from "../../src/evaluate/metrics/bootstrap-interval.ts";
import { randomNumbers } from "../../src/evaluate/metrics/random-numbers.ts";

/** A class that a classifier chose, and the right one. */
export interface LabelPair {
  readonly found: string;
  readonly right: string;
}

const RESAMPLES = 1_000;
const TAIL = 0.025;

/**
 * Returns the mean of the F1 of each class, all classes alike, with its 95 % interval by the percentile bootstrap over
 * the texts.
 *
 * @param pairs  one pair for each text, at least one
 * @see Efron, Tibshirani: An Introduction to the Bootstrap, 1993, chapter 13
 */
export function macroF1(pairs: readonly LabelPair[]): MeanWithInterval {
  const classes = [...new Set(pairs.map(({ right }) => right))].sort();
  const random = randomNumbers(1);
  const draw = () => pairs[Math.floor((random() / 0x1_0000_0000) * pairs.length)];
  const values = Array.from({ length: RESAMPLES }, () =>
    f1Of(
      pairs.flatMap(() => draw() ?? []),
      classes,
    ),
  ).sort((left, right) => left - right);
  const low = values[Math.floor(TAIL * RESAMPLES)] ?? 0;
  const high = values[Math.ceil((1 - TAIL) * RESAMPLES) - 1] ?? 0;
  return { value: f1Of(pairs, classes), interval: [low, high] };
}

function f1Of(pairs: readonly LabelPair[], classes: readonly string[]): number {
  const counts = new Map(classes.map((name) => [name, { found: 0, right: 0, both: 0 }]));
  for (const { found, right } of pairs) {
    const ofFound = counts.get(found);
    const ofRight = counts.get(right);
    if (ofFound !== undefined) ofFound.found++;
    if (ofRight !== undefined) ofRight.right++;
    if (ofRight !== undefined && found === right) ofRight.both++;
  }
  const scores = [...counts.values()].map(({ found, right, both }) =>
    found + right === 0 ? 0 : (2 * both) / (found + right),
  );
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
