import type { Candidate } from "./recogniser.ts";

/**
 * Yields the matches of a pattern that a test accepts.
 *
 * @param pattern  a global expression that runs in linear time
 * @param score    certainty of a match, or a function that gives it; 0 for no candidate
 */
export function* findMatches(
  text: string,
  pattern: RegExp,
  score: number | ((match: string) => number),
): Iterable<Candidate> {
  for (const { 0: match, index } of text.matchAll(pattern)) {
    const certainty = typeof score === "number" ? score : score(match);
    if (certainty > 0) yield { span: { start: index, end: index + match.length }, score: certainty };
  }
}
