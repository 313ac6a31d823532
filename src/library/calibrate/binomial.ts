/** Halvings of an interval of 1 until it is shorter than a float's last digit. */
const HALVINGS = 60;

/**
 * P(X ≤ k) of a binomial X: how likely so few successes are in `trials` tries of probability `p` each. Exact but for
 * rounding.
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
  // Logarithms, since the first of many terms is too small for a float.
  const terms = [term];
  for (let i = 0; i < k; i++) {
    term += Math.log((trials - i) / (i + 1)) + odds;
    terms.push(term);
  }
  const largest = Math.max(...terms);
  return Math.min(1, Math.exp(largest) * terms.reduce((sum, one) => sum + Math.exp(one - largest), 0));
}

/**
 * The Clopper-Pearson upper bound: the largest rate at which `wrong` or fewer of `shown` are not less likely than
 * `error`. The true rate lies above it with a probability of at most `error`.
 *
 * @param error  above 0, below 1
 * @returns      1 where nothing was shown
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

/** Returns the minimum number of answers, none of them wrong, that prove a rate of at most `rate` with error probability `error`. */
export function leastShown(rate: number, error: number): number {
  return Math.ceil(Math.log(error) / Math.log1p(-rate) - 1e-9);
}
