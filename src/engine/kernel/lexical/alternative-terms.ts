import type { Analyzer, WordAlternative } from "../../../core/index.ts";
import { analyzeQuery } from "./analyze-query.ts";

/** A term that counts beside those of the query. */
export interface AlternativeTerm extends Pick<WordAlternative, "word" | "weight"> {
  readonly term: string;
}

/** The terms of alternatives that the query lacks, each once, with the highest weight that it is given. */
export async function alternativeTerms(
  analyzer: Analyzer,
  alternatives: readonly WordAlternative[],
  asked: { readonly terms: ReadonlyMap<string, number>; readonly languages: readonly string[] },
): Promise<readonly AlternativeTerm[]> {
  const found = new Map<string, AlternativeTerm>();
  for (const { word, text, weight } of alternatives) {
    for (const term of (await analyzeQuery(analyzer, text, asked.languages)).keys()) {
      if (asked.terms.has(term) || (found.get(term)?.weight ?? 0) >= weight) continue;
      found.set(term, { term, word, weight });
    }
  }
  return [...found.values()];
}
