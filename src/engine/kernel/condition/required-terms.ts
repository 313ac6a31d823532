import type { Analyzer } from "../../../core/index.ts";
import { longestTerm } from "../lexical/analyze-query.ts";

/** Terms for one word of a phrase: a chunk that contains the word has at least one of them. */
export type AnyOf = ReadonlySet<string>;

/**
 * Returns the terms that a phrase requires: a chunk that contains the phrase has a term of each set. Some words require
 * nothing: stop words of any of the languages, and characters of scripts without spaces, whose terms depend on their
 * neighbours.
 *
 * @param words  the phrase as split by the analyzer's `words`
 */
export function requiredTerms(
  analyzer: Analyzer,
  words: readonly string[],
  languages: readonly string[],
): readonly AnyOf[] {
  return [...new Set(words)].flatMap((word) => {
    const terms = [...word].length < 2 ? undefined : termsOfWord(analyzer, word, languages);
    return terms === undefined ? [] : [terms];
  });
}

function termsOfWord(analyzer: Analyzer, word: string, languages: readonly string[]): AnyOf | undefined {
  const anyOf = new Set<string>();
  for (const language of languages) {
    const terms = termsOfSpellings(analyzer, word, language);
    if (terms.length === 0) return undefined;
    for (const term of terms) anyOf.add(term);
  }
  return anyOf;
}

/**
 * Returns terms for every capitalisation of a word, on which terms can depend: `PDFs` is a plural, `PDFS` is
 * a code. Empty for a stop word.
 */
export function termsOfSpellings(analyzer: Analyzer, word: string, language: string): readonly string[] {
  const lower = analyzer.analyze(word, language);
  const upper = analyzer.analyze(word.toUpperCase(), language);
  const shared = lower.filter((term) => upper.includes(term));
  // The longest term is the whole identifier, which fewer chunks contain than its parts.
  if (!word.endsWith("s")) return longestTerm(shared);
  const pluralOfCode = analyzer.analyze(`${word.slice(0, -1).toUpperCase()}s`, language);
  const isStopWord = [lower, upper, pluralOfCode].some((terms) => terms.length === 0);
  return isStopWord ? [] : [...lower, ...upper, ...pluralOfCode];
}
