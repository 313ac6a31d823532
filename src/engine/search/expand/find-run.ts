/** Whether the words of a run stand in `words` one after the other; none stand nowhere. */
export function hasRun(words: readonly string[], run: readonly string[]): boolean {
  if (run.length === 0) return false;
  return words.some((_, start) => run.every((word, offset) => words[start + offset] === word));
}
