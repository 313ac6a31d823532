import { findMax } from "../../core/index.ts";

/** Number of bisections after which an interval of length 1 is shorter than the precision of a double. */
const HALVINGS = 60;

/**
 * Returns the probability of at most `k` successes in `trials` independent trials that each succeed with probability
 * `p`. Exact up to rounding.
 *
 * @param k       whole number from 0
 * @param trials  whole number, ≥ k
 * @param p       from 0 to 1
 */
export function binomialTail(k: number, trials: number, p: number): number {
  if (k >= trials || p <= 0) return 1;
  if (p >= 1) return 0;
  const odds = Math.log(p) - Math.log1p(-p);
  let term = trials * Math.log1p(-p);
  // The terms are kept as logarithms, because with many trials the first one is too small for a double.
  const terms = [term];
  for (let i = 0; i < k; i++) {
    term += Math.log((trials - i) / (i + 1)) + odds;
    terms.push(term);
  }
  const largest = findMax(terms);
  return Math.min(1, Math.exp(largest) * terms.reduce((sum, one) => sum + Math.exp(one - largest), 0));
}

/**
 * Returns the Clopper-Pearson upper bound of a rate of wrong answers: the largest rate at which seeing at most `wrong`
 * wrong answers among `shown` still has the probability `error`. The true rate exceeds it with a probability of at most
 * `error`.
 *
 * @param error  above 0, below 1
 * @returns      1 if no shown answer is right, or none was shown
 * @see Clopper, Pearson: The use of confidence or fiducial limits illustrated in the case of the binomial, 1934
 */
export function upperBound(wrong: number, shown: number, error: number): number {
  if (wrong >= shown) return 1;
  let [low, high] = [wrong / shown, 1];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (binomialTail(wrong, shown, middle) > error) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Returns the minimum number of answers, none of them wrong, that prove a rate of at most `rate`
 * with error probability `error`.
 */
export function leastShown(rate: number, error: number): number {
  return Math.ceil(Math.log(error) / Math.log1p(-rate) - 1e-9);
}
