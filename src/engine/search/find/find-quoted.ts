import { defined, type IndexQuery, type ScoredChunk } from "../../../core/index.ts";
import type { CandidateLists } from "../candidates.ts";
import type { FindingRun } from "./find-words.ts";
import type { ReadQuery } from "./read-query.ts";

/**
 * Searches the index once more, for the chunks that contain all quoted words, however low they rank.
 *
 * @param query  the index query of the question
 * @returns      undefined if nothing is quoted, or if the query already requires the quotations
 */
export async function findQuoted(
  { services, startStage, signal }: Pick<FindingRun, "services" | "startStage" | "signal">,
  { phrases, requiresPhrases }: Pick<ReadQuery, "phrases" | "requiresPhrases">,
  query: IndexQuery,
): Promise<CandidateLists | undefined> {
  if (phrases.length === 0 || requiresPhrases) return undefined;
  const endStage = startStage("phrases");
  const result = await services.index.search({ ...query, phrases }, signal);
  const { generation, words, maxWordScore, vectors, withoutVectors, arePhrasesCut = false } = result;
  endStage(Math.max(query.words ? words.length : 0, query.vector ? vectors.length : 0));
  return {
    generation,
    maxWordScore,
    arePhrasesCut,
    ...defined({ words: query.words && words, vectors: query.vector && vectors, withoutVectors }),
    isCut: isFull(words, query.words) || isFull(vectors, query.vector),
  };
}

function isFull(list: readonly ScoredChunk[], search: { readonly limit: number } | undefined): boolean {
  return search !== undefined && list.length >= search.limit;
}
