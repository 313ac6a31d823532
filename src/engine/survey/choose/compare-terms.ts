/** Cosines of the terms of texts, the rarer among them the heavier: symmetric, row by row, from 0 to 1. */
export function compareTerms(texts: readonly (readonly string[])[]): Float32Array {
  const holding = new Map<string, number>();
  for (const term of texts.flat()) holding.set(term, (holding.get(term) ?? 0) + 1);
  const weightOf = (term: string) => Math.log(1 + texts.length / (holding.get(term) ?? 1));
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
