import type { Analyzer, WordAlternative } from "../../../core/index.ts";
import { analyzeQuery } from "./analyze-query.ts";

/** A term of an alternative wording, which counts beside the query's own terms. */
export interface AlternativeTerm extends Pick<WordAlternative, "word" | "weight"> {
  readonly term: string;
}

/** A query's own terms with their counts, and the collection's languages. */
interface AnalyzedWords {
  readonly terms: ReadonlyMap<string, number>;
  readonly languages: readonly string[];
}

/** Returns the terms of the alternatives that the query lacks, each once, with its highest weight. */
export async function alternativeTerms(
  analyzer: Analyzer,
  alternatives: readonly WordAlternative[],
  query: AnalyzedWords,
): Promise<readonly AlternativeTerm[]> {
  const chosen = new Map<string, AlternativeTerm>();
  for (const { word, text, weight } of alternatives) {
    const { terms } = await analyzeQuery(analyzer, text, query.languages);
    for (const term of terms.keys()) {
      if (query.terms.has(term) || (chosen.get(term)?.weight ?? 0) >= weight) continue;
      chosen.set(term, { term, word, weight });
    }
  }
  return [...chosen.values()];
}
