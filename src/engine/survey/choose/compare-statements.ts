/**
 * Compares texts by their terms, with more weight for rarer ones. Returns their cosines row by row: symmetric, from 0
 * to 1.
 */
export function compareTerms(texts: readonly (readonly string[])[]): Float32Array {
  const frequencies = new Map<string, number>();
  for (const term of texts.flat()) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  const weightOf = (term: string) => Math.log(1 + texts.length / (frequencies.get(term) ?? 1));
  const sets = texts.map((terms) => new Set(terms));
  const norms = texts.map((terms) => Math.sqrt(terms.reduce((sum, term) => sum + weightOf(term) ** 2, 0)));

  const cosines = new Float32Array(texts.length ** 2);
  for (const [row, terms] of texts.entries()) {
    for (let column = row; column < texts.length; column++) {
      const common = terms.reduce((sum, term) => sum + (sets[column]?.has(term) ? weightOf(term) ** 2 : 0), 0);
      const length = (norms[row] ?? 0) * (norms[column] ?? 0);
      const cosine = length === 0 ? 0 : common / length;
      cosines[row * texts.length + column] = cosine;
      cosines[column * texts.length + row] = cosine;
    }
  }
  return cosines;
}

/**
 * Compares unit vectors by how much more similar than usual they are, row by row: symmetric, 0 at the mean
 * of all pairs and below, 1 for equal vectors. The mean is subtracted because embedders find any two
 * sentences of one text rather similar.
 */
export function compareVectors(vectors: readonly Float32Array[]): Float32Array {
  const size = vectors.length;
  const cosines = new Float32Array(size ** 2);
  let sum = 0;
  for (const [row, vector] of vectors.entries()) {
    for (let column = row; column < size; column++) {
      const other = vectors[column];
      const cosine = vector.reduce((total, value, index) => total + value * (other?.[index] ?? 0), 0);
      cosines[row * size + column] = cosine;
      cosines[column * size + row] = cosine;
      if (column > row) sum += cosine;
    }
  }
  const mean = size < 3 ? 0 : sum / ((size * (size - 1)) / 2);
  return mean >= 1 ? cosines : cosines.map((cosine) => Math.max(0, (cosine - mean) / (1 - mean)));
}
