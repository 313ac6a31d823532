import type { Analyzer, WordAlternative } from "../../../core/index.ts";
import { analyzeQuery } from "./analyze-query.ts";

/** A term of an alternative wording, which counts beside the query's own terms. */
export interface AlternativeTerm extends Pick<WordAlternative, "word" | "weight"> {
  readonly term: string;
}

/**
 * Returns the terms of the alternatives that the query lacks, each once, with its highest weight.
 *
 * @param terms      the query's own terms with their counts
 * @param languages  the collection's languages
 */
export async function alternativeTerms(
  analyzer: Analyzer,
  alternatives: readonly WordAlternative[],
  terms: ReadonlyMap<string, number>,
  languages: readonly string[],
): Promise<readonly AlternativeTerm[]> {
  const chosen = new Map<string, AlternativeTerm>();
  for (const { word, text, weight } of alternatives) {
    const alternative = await analyzeQuery(analyzer, text, languages);
    for (const term of alternative.terms.keys()) {
      if (terms.has(term) || (chosen.get(term)?.weight ?? 0) >= weight) continue;
      chosen.set(term, { term, word, weight });
    }
  }
  return [...chosen.values()];
}
