/** Returns true if the words of a run follow each other in `words`; false for an empty run. */
export function hasRun(words: readonly string[], run: readonly string[]): boolean {
  if (run.length === 0) return false;
  return words.some((_, start) => run.every((word, offset) => words[start + offset] === word));
}

/**
 * Returns the weight of each word of an alternative, where a word of the query has 1. All words together have at most
 * `share` of the weight of the words that they replace, and each has at most `share`.
 *
 * @param share  above 0, at most 1
 */
export function weightOf(words: readonly string[], alternative: readonly string[], share: number): number {
  return share * Math.min(1, words.length / alternative.length);
}
