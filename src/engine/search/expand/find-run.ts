/** Returns true if the words of a run follow each other in `words`; false for an empty run. */
export function hasRun(words: readonly string[], run: readonly string[]): boolean {
  if (run.length === 0) return false;
  return words.some((_, start) => run.every((word, offset) => words[start + offset] === word));
}
