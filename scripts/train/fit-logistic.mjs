// Fits a logistic regression by Newton's method.

import { applyScale, measureScale } from "./fit-ranking.mjs";

/**
 * @param {number[][]} rows
 * @param {boolean[]} labels
 * @returns {{intercept: number, weights: number[]}}  for the values as given, not scaled
 */
export function fitLogistic(rows, labels, { ridge = 3, steps = 15 } = {}) {
  const scale = measureScale(rows);
  const scaled = rows.map((row) => [1, ...applyScale(row, scale)]);
  let beta = scaled[0].map(() => 0);
  for (let step = 0; step < steps; step++) {
    const { gradient, hessian } = differentiate({ rows: scaled, labels, ridge }, beta);
    const move = solve(hessian, gradient);
    beta = beta.map((value, index) => value + move[index]);
  }
  const weights = scale.map(({ deviation }, index) => beta[index + 1] / deviation);
  const shift = scale.reduce((sum, { mean }, index) => sum + mean * weights[index], 0);
  return { intercept: beta[0] - shift, weights };
}

function differentiate({ rows, labels, ridge }, beta) {
  const gradient = beta.map((value, index) => (index === 0 ? 0 : -ridge * value));
  const hessian = beta.map((_, row) => beta.map((_, column) => (row === column && row > 0 ? ridge : 0)));
  for (const [at, row] of rows.entries()) {
    const probability = 1 / (1 + Math.exp(-row.reduce((sum, value, index) => sum + value * beta[index], 0)));
    const spread = probability * (1 - probability);
    for (const [i, left] of row.entries()) {
      gradient[i] += ((labels[at] ? 1 : 0) - probability) * left;
      for (let j = 0; j <= i; j++) hessian[i][j] += spread * left * row[j];
    }
  }
  for (let i = 0; i < beta.length; i++) for (let j = 0; j < i; j++) hessian[j][i] = hessian[i][j];
  return { gradient, hessian };
}

/** Solves the equations by Gaussian elimination. The matrix is positive definite, so no rows must be swapped. */
function solve(matrix, vector) {
  const size = vector.length;
  const rows = matrix.map((row, index) => [...row, vector[index]]);
  for (let i = 0; i < size; i++) {
    for (let k = i + 1; k < size; k++) {
      const factor = rows[k][i] / rows[i][i];
      for (let j = i; j <= size; j++) rows[k][j] -= factor * rows[i][j];
    }
  }
  const solution = vector.map(() => 0);
  for (let i = size - 1; i >= 0; i--) {
    let rest = rows[i][size];
    for (let j = i + 1; j < size; j++) rest -= rows[i][j] * solution[j];
    solution[i] = rest / rows[i][i];
  }
  return solution;
}
