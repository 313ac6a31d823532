import type { Analyzer } from "../../../core/index.ts";

/**
 * The terms of a query in the analyses of several languages, and how often each one counts: as often as in the analysis
 * that has it most often, so that a word which is the same term in all of them counts once.
 *
 * A document has terms of its own language alone. The word that is asked for is among them in whatever form it stands.
 * Stop words of the question's language are dropped from every analysis that has other terms: in a document of another
 * language they would be rare, and so weigh more than what is asked for.
 */
export async function analyzeQuery(
  analyzer: Analyzer,
  text: string,
  languages: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const asked = languages.length > 1 ? await analyzer.likeliestLanguage?.(text, languages) : undefined;
  const most = new Map<string, number>();
  for (const language of languages) {
    const telling = analyzer.analyze(text, language, asked);
    for (const [term, count] of countTerms(telling.length > 0 ? telling : analyzer.analyze(text, language))) {
      most.set(term, Math.max(count, most.get(term) ?? 0));
    }
  }
  return most;
}

function countTerms(terms: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
