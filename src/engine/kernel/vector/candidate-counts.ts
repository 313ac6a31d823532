/**
 * How many chunks' codes are near enough to be looked at closer. Measured for a recall@10 of 0.98 and more against float32:
 * the first term on real embeddings of 2,400 to 11,388 chunks, the second on generated ones, of which 10,000 chunks need 1,500
 * candidates and 100,000 need 6,000.
 */
export function candidateCount(limit: number, chunks: number): number {
  return Math.max(600 + 40 * limit, Math.ceil(6 * chunks ** 0.6));
}

/**
 * How many of the candidates are scored: those of the least weighted distance. Of the true ten of 203 training claims of SciFact
 * as many are among these as among all candidates, of 5,183 passages and of 100,000 generated ones.
 */
export function scoredCount(limit: number, chunks: number): number {
  return Math.max(300 + 20 * limit, Math.ceil(1.5 * chunks ** 0.6));
}

/** The entry of the `count`-th nearest chunk, from how many stand at each. */
export function nearestOf(counts: Uint32Array, count: number): number {
  let seen = 0;
  for (let at = 0; at < counts.length; at++) {
    seen += counts[at] ?? 0;
    if (seen >= count) return at;
  }
  return counts.length - 1;
}
