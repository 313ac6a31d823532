// Fits weights that rank the right candidate of a question first.

/**
 * Maximises Σ log(softmax share of the right candidates) by Adam over all groups at once; it repeats exactly.
 *
 * @param {{rows: number[][], right: boolean[]}[]} groups  one a question, at least one right row each
 * @returns {{intercept: number, weights: number[]}}       for the values as given, not scaled
 */
export function fitRanking(groups, { steps = 400, rate = 0.05, ridge = 0.002 } = {}) {
  const scale = measureScale(groups.flatMap(({ rows }) => rows));
  const scaled = groups.map(({ rows, right }) => ({ rows: rows.map((row) => applyScale(row, scale)), right }));
  const weights = scale.map(() => 0);
  const first = scale.map(() => 0);
  const second = scale.map(() => 0);
  for (let step = 1; step <= steps; step++) {
    const gradient = weights.map((weight) => ridge * weight);
    for (const group of scaled) addGradient(gradient, { ...group, share: 1 / scaled.length }, weights);
    for (const [index, slope] of gradient.entries()) {
      first[index] = 0.9 * first[index] + 0.1 * slope;
      second[index] = 0.999 * second[index] + 0.001 * slope ** 2;
      const mean = first[index] / (1 - 0.9 ** step);
      weights[index] -= (rate * mean) / (Math.sqrt(second[index] / (1 - 0.999 ** step)) + 1e-9);
    }
  }
  return { intercept: 0, weights: weights.map((weight, index) => weight / scale[index].deviation) };
}

function addGradient(gradient, { rows, right, share }, weights) {
  const scores = rows.map((row) => row.reduce((sum, value, index) => sum + value * weights[index], 0));
  const best = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - best));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const totalRight = powers.reduce((sum, power, at) => sum + (right[at] ? power : 0), 0);
  for (const [at, row] of rows.entries()) {
    const pull = share * (powers[at] / total - (right[at] ? powers[at] / totalRight : 0));
    for (const [index, value] of row.entries()) gradient[index] += pull * value;
  }
}

/** Mean and standard deviation of every column; a constant column has the deviation 1. */
export function measureScale(rows) {
  return rows[0].map((_, index) => {
    const mean = rows.reduce((sum, row) => sum + row[index], 0) / rows.length;
    const variance = rows.reduce((sum, row) => sum + (row[index] - mean) ** 2, 0) / rows.length;
    return { mean, deviation: Math.sqrt(variance) || 1 };
  });
}

export function applyScale(row, scale) {
  return row.map((value, index) => (value - scale[index].mean) / scale[index].deviation);
}
