// Generates vectors distributed like real embeddings from a seed: a real one plus the difference of two others.
//
// With the mean m of the real ones, x = m + KEPT × (a - m) + s × (b - c) for three real ones a, b and c, with
// KEPT² + 2 s² = 1. The mean and all covariances of x are then those of the real vectors, so one-bit codes find them as
// hard. KEPT decides how much nearer the copies of one `a` lie to each other than to the rest;
// `node bench/search/measure-vectors.mjs` prints its effect on the similarities of a question's neighbours.
import { DIMENSIONS } from "./corpus-files.mjs";

export const KEPT = 0.82;

/** @returns a function that fills an array with unit vectors, row by row */
export function createNoisyVectors(random, real, kept = KEPT) {
  const count = real.length / DIMENSIONS;
  const mean = meanOf(real);
  const moved = Math.sqrt((1 - kept ** 2) / 2);
  const draw = () => Math.floor(random() * count) * DIMENSIONS;
  return (vectors) => {
    for (let start = 0; start < vectors.length; start += DIMENSIONS) {
      const [a, b, c] = [draw(), draw(), draw()];
      let squares = 0;
      for (let at = 0; at < DIMENSIONS; at++) {
        const value = mean[at] + kept * (real[a + at] - mean[at]) + moved * (real[b + at] - real[c + at]);
        vectors[start + at] = value;
        squares += value * value;
      }
      const length = Math.sqrt(squares);
      for (let at = 0; at < DIMENSIONS; at++) vectors[start + at] /= length;
    }
  };
}

function meanOf(vectors) {
  const sums = new Float64Array(DIMENSIONS);
  for (let index = 0; index < vectors.length; index++) sums[index % DIMENSIONS] += vectors[index];
  return sums.map((sum) => (sum * DIMENSIONS) / vectors.length);
}
