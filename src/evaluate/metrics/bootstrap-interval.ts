import { InvalidArgumentError } from "../../core/index.ts";
import { randomNumbers } from "./random-numbers.ts";

export interface MeanWithInterval {
  readonly value: number;
  /** The middle 95 % of the means of the resamples. */
  readonly interval: readonly [low: number, high: number];
}

const RESAMPLES = 1_000;
const TAIL = 0.025;

/**
 * Returns the mean of a measure over queries, with its 95 % confidence interval by the percentile bootstrap: 1,000
 * resamples of the queries with replacement. The same values and seed give the same interval.
 *
 * @param values  one value per query, at least one
 * @param seed    an integer, default 1
 * @throws {InvalidArgumentError} if there are no values
 * @see Efron, Tibshirani: An Introduction to the Bootstrap, 1993, chapter 13
 */
export function bootstrapInterval(values: readonly number[], seed = 1): MeanWithInterval {
  if (values.length === 0) throw new InvalidArgumentError("A mean needs at least one value; 0 were given.");
  const random = randomNumbers(seed);
  const means = new Float64Array(RESAMPLES);
  for (let resample = 0; resample < RESAMPLES; resample++) {
    let sum = 0;
    for (let draw = 0; draw < values.length; draw++)
      sum += values[Math.floor((random() / 0x1_0000_0000) * values.length)] ?? 0;
    means[resample] = sum / values.length;
  }
  means.sort();
  const low = means[Math.floor(TAIL * RESAMPLES)] ?? 0;
  const high = means[Math.ceil((1 - TAIL) * RESAMPLES) - 1] ?? 0;
  return { value: values.reduce((sum, value) => sum + value, 0) / values.length, interval: [low, high] };
}
