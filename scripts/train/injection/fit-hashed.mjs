// Fits a linear support vector machine over hashed features by dual coordinate descent.

/**
 * @param {{buckets: Int32Array, value: number, label: 0|1, cost: number}[]} rows distinct buckets; each has the same
 *   value
 * @param {number} size  number of buckets
 * @returns {{weights: Float64Array, intercept: number}}
 * @see Hsieh et al.: A Dual Coordinate Descent Method for Large-scale Linear SVM, ICML 2008
 */
export function fitHashed(rows, size, { epochs, random }) {
  const weights = new Float64Array(size);
  const state = { weights, intercept: 0, alphas: new Float64Array(rows.length) };
  const order = rows.map((_, index) => index);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const at of order) visit(state, rows[at], at);
  }
  return { weights, intercept: state.intercept };
}

function shuffle(order, random) {
  for (let index = order.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [order[index], order[other]] = [order[other], order[index]];
  }
}

/** Moves the weights towards one row: a Newton step of its dual variable, which stays positive. */
function visit(state, { buckets, value, label, cost }, at) {
  const { weights, alphas } = state;
  const sign = label === 1 ? 1 : -1;
  let sum = 0;
  for (let index = 0; index < buckets.length; index++) sum += weights[buckets[index]];
  const damping = 1 / (2 * cost);
  const gradient = sign * (sum * value + state.intercept) - 1 + alphas[at] * damping;
  const alpha = Math.max(0, alphas[at] - gradient / (buckets.length * value * value + 1 + damping));
  const step = (alpha - alphas[at]) * sign;
  alphas[at] = alpha;
  const change = step * value;
  if (step !== 0) for (let index = 0; index < buckets.length; index++) weights[buckets[index]] += change;
  state.intercept += step;
}

/** Rounds weights to int8; `scale` is the value of one unit. The few largest weights are cut. */
export function roundWeights(weights) {
  const sizes = Float64Array.from(weights, Math.abs)
    .filter((size) => size > 0)
    .sort();
  const largest = sizes[Math.floor(sizes.length * 0.9995)] ?? 1;
  const scale = largest / 127;
  const rounded = Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / scale))));
  return { rounded, scale };
}
