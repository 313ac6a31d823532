// Fits a multinomial logistic regression on hashed features by AdaGrad, one row at a time.
// Duchi, Hazan, Singer: Adaptive Subgradient Methods for Online Learning and Stochastic Optimization, JMLR 2011.

/**
 * @param {{features: readonly number[], label: number, weight: number}[]} rows a row's features count 1 / √(their
 *   number) each
 * @param {{classes: number, buckets: number, epochs: number, rate: number, ridge: number, seed: number}} options
 * @returns {{weights: Float32Array[], intercepts: number[]}}  weights of each class
 */
export function fitMultinomial(rows, { classes, buckets, epochs, rate, ridge, seed }) {
  const fitted = {
    weights: Array.from({ length: classes }, () => new Float32Array(buckets)),
    squares: Array.from({ length: classes }, () => new Float32Array(buckets).fill(1e-6)),
    intercepts: new Array(classes).fill(0),
    interceptSquares: new Array(classes).fill(1e-6),
  };
  const order = rows.map((_, index) => index);
  const random = seeded(seed);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const index of order) step(fitted, rows[index], { rate, ridge });
  }
  return fitted;
}

/** Moves the weights of all classes against the gradient of one row. */
function step(fitted, { features, label, weight }, { rate, ridge }) {
  const value = weightOf(features);
  for (const [index, share] of softmax(scoresOf(fitted, features)).entries()) {
    const error = weight * (share - (index === label ? 1 : 0));
    fitted.interceptSquares[index] += error * error;
    fitted.intercepts[index] -= (rate * error) / Math.sqrt(fitted.interceptSquares[index]);
    const weights = fitted.weights[index];
    const squares = fitted.squares[index];
    for (const feature of features) {
      const gradient = error * value + ridge * weights[feature];
      squares[feature] += gradient * gradient;
      weights[feature] -= (rate * gradient) / Math.sqrt(squares[feature]);
    }
  }
}

const weightOf = (features) => 1 / Math.sqrt(Math.max(1, features.length));

/** Returns the sum of each class. */
export function scoresOf({ weights, intercepts }, features) {
  return weights.map((ofClass, index) => {
    let sum = 0;
    for (const feature of features) sum += ofClass[feature];
    return intercepts[index] + sum * weightOf(features);
  });
}

export function softmax(scores) {
  const highest = Math.max(...scores);
  const exponents = scores.map((score) => Math.exp(score - highest));
  const total = exponents.reduce((sum, each) => sum + each, 0);
  return exponents.map((each) => each / total);
}

/** Returns a source of numbers from 0 to 1 that repeats for a seed (mulberry32). */
function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffle(items, random) {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other], items[last]];
  }
}
