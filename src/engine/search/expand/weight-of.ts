/**
 * How much each word of an alternative counts beside 1 for a word of the query: together `share` of what the words count that
 * they stand for, and none more than `share`.
 *
 * @param share  from above 0 to 1
 */
export function weightOf(words: readonly string[], alternative: readonly string[], share: number): number {
  return share * Math.min(1, words.length / alternative.length);
}
