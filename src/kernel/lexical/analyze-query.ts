import type { Analyzer } from "../../core/index.ts";

/**
 * The terms of a query in the analyses of several languages, and how often each one counts: as often as in the analysis
 * that has it most often, so that a word which is the same term in all of them counts once.
 *
 * A document has terms of its own language alone. The word that is asked for is among them in whatever form it stands.
 */
export function analyzeQuery(
  analyzer: Analyzer,
  text: string,
  languages: readonly string[],
): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  for (const language of languages) {
    for (const [term, count] of countTerms(analyzer.analyze(text, language))) {
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
