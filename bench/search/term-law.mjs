// Frequency of words by rank: the law of Zipf and Mandelbrot, C / (rank + offset)^exponent, up to a rank. Above it,
// names, numbers and typing errors bend the curve of real text, and a steeper power of the rank follows.

/** Returns ranks that are evenly spaced by their logarithm. */
function ranksBetween(first, last) {
  const steps = 200;
  const ranks = Array.from({ length: steps + 1 }, (_, step) => Math.round(first * (last / first) ** (step / steps)));
  return [...new Set(ranks)];
}

/** Fits a line through points by least squares, and returns it with its mean squared error. */
function fitLine(points) {
  const mean = (pick) => points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const [meanX, meanY] = [mean(([x]) => x), mean(([, y]) => y)];
  const slope = mean(([x, y]) => (x - meanX) * (y - meanY)) / mean(([x]) => (x - meanX) ** 2);
  const start = meanY - slope * meanX;
  return { slope, start, error: mean(([x, y]) => (y - start - slope * x) ** 2) };
}

/** @param frequencies how often each word occurs, the commonest first */
export function fitTermLaw(frequencies, { bend, last }) {
  const tokens = frequencies.reduce((sum, frequency) => sum + frequency, 0);
  const points = (ranks, offset) =>
    ranks.map((rank) => [Math.log(rank + offset), Math.log(frequencies[rank - 1] / tokens)]);
  const head = ranksBetween(1, bend);
  let best = { error: Number.POSITIVE_INFINITY };
  for (let offset = 0; offset <= 10; offset += 0.05) {
    const line = fitLine(points(head, offset));
    if (line.error < best.error) best = { ...line, offset };
  }
  const tail = fitLine(points(ranksBetween(bend, Math.min(last, frequencies.length)), 0));
  return { exponent: -best.slope, offset: Number(best.offset.toFixed(2)), bend, tailExponent: -tail.slope };
}

/** Returns the weights of the ranks from 1 to `words` by this law; they do not sum to one. */
export function weightsOf({ exponent, offset, bend, tailExponent }, words) {
  const atBend = (bend + offset) ** -exponent;
  return Float64Array.from({ length: words }, (_, index) => {
    const rank = index + 1;
    return rank <= bend ? (rank + offset) ** -exponent : atBend * (rank / bend) ** -tailExponent;
  });
}
