import type { Hit } from "../../../core/index.ts";

/**
 * Returns the words of a question that none of the hits has: not in its text, its headings or its title. A word with
 * several terms, such as a code, must have them all in one hit.
 *
 * @param words  words of the question, as written
 */
export function findUnmentioned(
  analyze: (text: string) => readonly string[],
  words: readonly string[],
  hits: readonly Hit[],
): readonly string[] {
  const mentioned = hits.map(
    ({ title, headingPath, text }) => new Set(analyze([title, ...headingPath, text].join("\n"))),
  );
  return words.filter((word) => {
    const terms = analyze(word);
    return !mentioned.some((found) => terms.every((term) => found.has(term)));
  });
}
