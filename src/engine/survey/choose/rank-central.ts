import { findMax } from "../../../core/index.ts";

/** Probability that the random walk moves to a similar item, instead of any item. */
const DAMPING = 0.85;
const MAX_ROUNDS = 50;
/** Total change of a round at which the walk has converged. */
const CONVERGED = 1e-6;

/**
 * Computes each item's centrality: its share of visits in a random walk that prefers similar items, scaled so that the
 * most central item has 1 (LexRank with weights).
 *
 * @param similarity  symmetric, `size` × `size`, row by row; negative values count as 0
 * @see Erkan, Radev: LexRank, JAIR 2004
 */
export function rankCentral(similarity: Float32Array, size: number): readonly number[] {
  const sums = Array.from({ length: size }, (_, row) => rowSum(similarity, size, row));
  let visits: Float64Array = new Float64Array(size).fill(1 / Math.max(1, size));
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = walkOnce(similarity, sums, visits);
    const moved = next.reduce((sum, value, index) => sum + Math.abs(value - (visits[index] ?? 0)), 0);
    visits = next;
    if (moved < CONVERGED) break;
  }
  const largest = Math.max(findMax(visits), Number.MIN_VALUE);
  return [...visits].map((value) => value / largest);
}

/** Returns the shares of visits after one more step of the walk. `sums` has the sum of each row of the similarities. */
function walkOnce(similarity: Float32Array, sums: readonly number[], visits: Float64Array): Float64Array {
  const size = sums.length;
  const next = new Float64Array(size).fill((1 - DAMPING) / Math.max(1, size));
  for (let from = 0; from < size; from++) {
    const total = sums[from] ?? 0;
    const share = (DAMPING * (visits[from] ?? 0)) / (total > 0 ? total : size);
    for (let to = 0; to < size; to++) {
      const weight = total > 0 ? weightAt(similarity, size, from, to) : 1;
      next[to] = (next[to] ?? 0) + share * weight;
    }
  }
  return next;
}

function rowSum(similarity: Float32Array, size: number, from: number): number {
  let sum = 0;
  for (let to = 0; to < size; to++) sum += weightAt(similarity, size, from, to);
  return sum;
}

/** Returns the weight between two items; 0 between an item and itself. */
function weightAt(similarity: Float32Array, size: number, from: number, to: number): number {
  return from === to ? 0 : Math.max(0, similarity[from * size + to] ?? 0);
}
