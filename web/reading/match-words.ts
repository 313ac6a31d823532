import type { Hit, Span } from "../../src/core/index.ts";

const WORD = /[\p{L}\p{N}]+(?:[-_./'’][\p{L}\p{N}]+)*/gu;
/**
 * Minimum length of a stem that matches longer words. A shorter one matches only itself and its
 * plural: `at` does not match `attic`.
 */
const MIN_STEM = 4;

/**
 * Finds the matched words of a hit in a text, in order. Terms are stems: `replac` stands for `replacement`, and
 * `happi` for `happy`.
 */
export function matchWords(text: string, terms: readonly string[]): readonly Span[] {
  const wanted = terms.map(plain).filter((term) => term !== "");
  return [...text.matchAll(WORD)].flatMap((match) => {
    const word = plain(match[0]);
    if (!wanted.some((term) => stands(word, term))) return [];
    return [{ start: match.index, end: match.index + match[0].length }];
  });
}

/** Returns the terms that gave a hit its score in the word search. */
export function termsOf({ explanation }: Pick<Hit, "explanation">): readonly string[] {
  const words = explanation.stages.find(({ stage }) => stage === "words");
  const labels = words?.parts.map(({ label }) => label.slice(label.indexOf(":") + 1)) ?? [];
  return [...new Set(labels)];
}

function stands(word: string, term: string): boolean {
  if (word === term || word.split(/[-_./'’]/).includes(term)) return true;
  if (term.length < MIN_STEM) return term.length > 1 && word === `${term}s`;
  return word.startsWith(term) || (/[iy]$/.test(term) && word === `${term.slice(0, -1)}y`);
}

const plain = (text: string): string => text.normalize("NFKC").toLowerCase();
