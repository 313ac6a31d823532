import type { Analyzer } from "../../../core/index.ts";

/** The terms of a query with their counts, and the likeliest of several languages. */
interface AnalyzedText {
  readonly terms: ReadonlyMap<string, number>;
  readonly questionLanguage: string | undefined;
}

/**
 * Returns the terms of a query, analysed in each of the collection's languages, with their counts. A term counts as
 * often as in the analysis that has it most often, so a word that is the same term in several languages counts once.
 *
 * Documents are analysed in their own language only, so a query needs the terms of all languages. Stop words of the
 * query's own language are dropped from every analysis that has other terms. In documents of another language they are
 * rare, and would weigh more than the words that matter.
 */
export async function analyzeQuery(
  analyzer: Analyzer,
  text: string,
  languages: readonly string[],
): Promise<AnalyzedText> {
  const questionLanguage = languages.length > 1 ? await analyzer.likeliestLanguage?.(text, languages) : undefined;
  const maxCounts = new Map<string, number>();
  for (const language of languages) {
    const withoutStopWords = analyzer.analyze(text, language, questionLanguage);
    const terms = withoutStopWords.length > 0 ? withoutStopWords : analyzer.analyze(text, language);
    for (const [term, count] of countTerms(terms)) maxCounts.set(term, Math.max(count, maxCounts.get(term) ?? 0));
  }
  return { terms: maxCounts, questionLanguage };
}

/** Returns the longest term in a list, the first of equal ones; an empty list if there is none. */
export function longestTerm(terms: readonly string[]): readonly string[] {
  const [longest] = [...terms].sort((left, right) => right.length - left.length);
  return longest === undefined ? [] : [longest];
}

function countTerms(terms: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
