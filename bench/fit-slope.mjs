/** Two-sided 95 % quantile of the normal distribution, which is close enough for this many samples. */
const NORMAL = 1.96;
const MIN_SAMPLES = 3;

/**
 * Fits a line through points by least squares, and returns its slope with a 95 % interval. Successive samples of a
 * process are similar, so they count as fewer independent ones: (1 - r) / (1 + r) of them, where r is the correlation
 * of each residual with the one before.
 */
export function fitSlope(points) {
  const count = points.length;
  if (count < MIN_SAMPLES) return { slope: 0, interval: [-Infinity, Infinity] };
  const mean = (index) => points.reduce((sum, point) => sum + point[index], 0) / count;
  const [meanX, meanY] = [mean(0), mean(1)];
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const residuals = points.map(([x, y]) => y - meanY - slope * (x - meanX));
  const squares = residuals.reduce((sum, one) => sum + one ** 2, 0);
  const products = residuals.slice(1).reduce((sum, one, index) => sum + one * residuals[index], 0);
  const alike = squares === 0 ? 0 : Math.max(0, Math.min(0.95, products / squares));
  const independent = Math.max(MIN_SAMPLES, (count * (1 - alike)) / (1 + alike));
  const error = Math.sqrt(squares / (independent - 2) / (spread * (independent / count)));
  return { slope, interval: [slope - NORMAL * error, slope + NORMAL * error] };
}
