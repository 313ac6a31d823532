/**
 * How much more alike than usual unit vectors are: symmetric, row by row; 0 at the mean of all pairs and below, 1 for the
 * same. Embedders find any two sentences of one text rather alike.
 */
export function compareVectors(vectors: readonly Float32Array[]): Float32Array {
  const size = vectors.length;
  const cosines = new Float32Array(size ** 2);
  let sum = 0;
  for (const [row, one] of vectors.entries()) {
    for (let column = row; column < size; column++) {
      const other = vectors[column];
      const cosine = one.reduce((total, value, index) => total + value * (other?.[index] ?? 0), 0);
      cosines[row * size + column] = cosine;
      cosines[column * size + row] = cosine;
      if (column > row) sum += cosine;
    }
  }
  const mean = size < 3 ? 0 : sum / ((size * (size - 1)) / 2);
  return mean >= 1 ? cosines : cosines.map((cosine) => Math.max(0, (cosine - mean) / (1 - mean)));
}
