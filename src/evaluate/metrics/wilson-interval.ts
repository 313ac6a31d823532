import { InvalidArgumentError } from "../../core/index.ts";
import type { MeanWithInterval } from "./bootstrap-interval.ts";

/** Quantile of the normal distribution that leaves 2.5 % on each side. */
const Z = 1.959963984540054;

/**
 * Returns the share of successes with its 95 % interval by Wilson's score, which stays inside 0
 * to 1 and holds for small counts.
 *
 * @param successes  whole number from 0 to `trials`
 * @param trials     whole number from 1
 * @throws {InvalidArgumentError} if there are no trials, or other numbers of successes
 * @see Wilson: Probable inference, the law of succession, and statistical inference, 1927
 */
export function wilsonInterval(successes: number, trials: number): MeanWithInterval {
  if (!(trials >= 1 && successes >= 0 && successes <= trials))
    throw new InvalidArgumentError(
      `A share needs 0 to all successes of at least one trial; ${successes} of ${trials} were given.`,
    );
  const share = successes / trials;
  const spread = Z ** 2 / trials;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (Z / (1 + spread)) * Math.sqrt((share * (1 - share)) / trials + spread / (4 * trials));
  return { value: share, interval: [Math.max(0, middle - half), Math.min(1, middle + half)] };
}
