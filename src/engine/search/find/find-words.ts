import type { IndexQuery, IndexResult, WordAlternative } from "../../../core/index.ts";
import { matchAbbreviations } from "../expand/match-abbreviations.ts";
import type { SearchRun } from "../search-run.ts";
import type { ReadQuery } from "./read-query.ts";

/**
 * Number of top texts that are searched for explanations of abbreviations. Most explanations occur in the first texts.
 */
const TEXTS_READ = 50;

/** The part of a search that finding candidates needs. */
export interface FindingRun
  extends Pick<SearchRun, "request" | "settings" | "readable" | "indexWork" | "startStage" | "signal"> {
  readonly services: Pick<SearchRun["services"], "index" | "store">;
}

export type WordQuery = NonNullable<IndexQuery["words"]>;

interface WordResult {
  readonly result: IndexResult;
  /** The words as they were searched, with their alternatives. */
  readonly words: WordQuery;
}

/**
 * Searches by words. If one of the first texts explains an abbreviation of the question, or abbreviates what the
 * question spells out, searches again with that alternative. Only texts that the caller may read are looked at.
 *
 * @param target  the index query without words and vector
 */
export async function findWords(
  { services, readable, startStage, signal }: FindingRun,
  target: IndexQuery,
  words: WordQuery,
  question: ReadQuery,
): Promise<WordResult> {
  const { index, store } = services;
  const endStage = startStage("words");
  const first = await index.search({ ...target, words }, signal);

  const ids = first.words.slice(0, TEXTS_READ).map(({ chunkId }) => chunkId);
  const chunks = await store.readChunks({ ...readable, ids }, signal);
  const abbreviations = matchAbbreviations(
    question.words,
    question.phrases,
    chunks.map(({ text }) => text),
  );
  const alternatives: readonly WordAlternative[] = [...(words.alternatives ?? []), ...abbreviations];
  const searched = abbreviations.length === 0 ? words : { ...words, alternatives };
  const result = searched === words ? first : await index.search({ ...target, words: searched }, signal);
  endStage(result.words.length);
  return { result, words: searched };
}
