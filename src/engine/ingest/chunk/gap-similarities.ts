import { unitVector } from "../../../core/index.ts";

/**
 * Measures how alike the texts on both sides of each gap are: the cosine of the mean vectors of up to `window` units on
 * either side.
 *
 * @param vectors  one for each unit, in reading order
 * @returns        one for each gap, from -1 to 1, beginning with the one behind the first unit
 */
export function gapSimilarities(vectors: readonly Float32Array[], window: number): readonly number[] {
  return vectors.slice(1).map((_, gap) => {
    const before = meanDirection(vectors.slice(Math.max(0, gap + 1 - window), gap + 1));
    const after = meanDirection(vectors.slice(gap + 1, gap + 1 + window));
    return before.reduce((sum, value, index) => sum + value * (after[index] ?? 0), 0);
  });
}

function meanDirection(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) {
    for (let index = 0; index < sum.length; index++) sum[index] = (sum[index] ?? 0) + (vector[index] ?? 0);
  }
  return unitVector(sum);
}
