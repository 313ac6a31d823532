import type { Analyzer } from "../../../core/index.ts";

/** Terms of which a chunk has at least one where it holds a certain word of a phrase. */
export type AnyOf = ReadonlySet<string>;

/**
 * What the dictionary can say of a phrase: a chunk that holds it has a term of each of these sets. Words that may have no
 * term in some language (stop words), or whose terms depend on their neighbours (characters of scripts without spaces),
 * ask for nothing here.
 *
 * @param words  as the analyzer's `words` gives them
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

/** The word may stand in any capitals, and terms can depend on them: `PDFs` is several of a code, `PDFS` is one. */
function termsOfSpellings(analyzer: Analyzer, word: string, language: string): readonly string[] {
  const lower = analyzer.analyze(word, language);
  const upper = analyzer.analyze(word.toUpperCase(), language);
  const shared = lower.filter((term) => upper.includes(term));
  if (!word.endsWith("s")) return longestOf(shared);
  const severalOfCode = analyzer.analyze(`${word.slice(0, -1).toUpperCase()}s`, language);
  const isStopWord = [lower, upper, severalOfCode].some((terms) => terms.length === 0);
  return isStopWord ? [] : [...lower, ...upper, ...severalOfCode];
}

/** The whole of an identifier, which fewer chunks have than one of its parts. */
function longestOf(terms: readonly string[]): readonly string[] {
  const [longest] = [...terms].sort((left, right) => right.length - left.length);
  return longest === undefined ? [] : [longest];
}
