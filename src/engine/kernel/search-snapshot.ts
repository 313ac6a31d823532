import {
  defined,
  type IndexQuery,
  type IndexResult,
  InvalidArgumentError,
  type ScoredChunk,
} from "../../core/index.ts";
import { type ConditionCheck, createConditionCheck } from "./condition/create-condition-check.ts";
import { searchWithConditions } from "./condition/search-with-conditions.ts";
import { findFilterFaults } from "./filter/find-filter-faults.ts";
import { startVectorSearch } from "./find-by-vector.ts";
import { GRID } from "./lexical/grid.ts";
import { maxScoreOf } from "./lexical/query-terms.ts";
import { searchWords, type WordSearch } from "./lexical/search-words.ts";
import { type MeteredQuery, meter } from "./metered-query.ts";
import { languagesOf, type PreparedQuery, prepareQuery } from "./prepare-query.ts";
import type { CheckedQuery, SearchContext } from "./search-context.ts";
import { listDocuments } from "./snapshot/list-documents.ts";
import { listWithoutVectors } from "./snapshot/list-without-vectors.ts";
import { hasVectorsOf } from "./snapshot/live-segment.ts";
import type { Snapshot } from "./snapshot/snapshots.ts";
import { titlesIn } from "./snapshot/titles-in.ts";
import { topListOver, toScoredChunks } from "./top-of-segments.ts";

/**
 * Searches one generation by words, by a vector, or by both.
 *
 * @throws {InvalidArgumentError} if a limit, a weight or the vector's length is out of range
 * @throws {QueryTooComplexError} if the query needs more work than its budget allows
 */
export async function searchSnapshot(context: SearchContext, given: IndexQuery): Promise<IndexResult> {
  const { snapshot } = context;
  checkQuery(given);
  const query = meter(given, context.signal);

  const check = prepareConditions(context, query);
  const prepared = await prepareQuery(context, query);

  // Other threads scan vectors while this one searches words.
  const vectorSearch = query.vector && (await startVectorSearch(context, { query, check }, query.vector));
  let words: readonly ScoredChunk[] = [];
  try {
    if (query.words && prepared) {
      const { limit } = query.words;
      const searches = wordSearchesOf(context, { query, check }, prepared);
      words = check?.readsTexts
        ? await searchWithConditions(
            check,
            limit,
            (depth) => rankByWords(snapshot, query, prepared, searches, depth),
            context.signal,
          )
        : rankByWords(snapshot, query, prepared, searches, limit);
    }
  } catch (error) {
    await vectorSearch?.abandon();
    throw error;
  }
  const vectors = vectorSearch ? await vectorSearch.finish() : [];

  const skipped = snapshot.segments.filter((segment) => query.vector && !hasVectorsOf(segment, query.vector.space));
  const chunksWithoutVectors = skipped.reduce((sum, segment) => sum + segment.readable(query.scope).count, 0);
  const withoutVectors = await listWithoutVectors(snapshot, { query, words }, context.signal);
  return defined({
    generation: snapshot.generation,
    words,
    maxWordScore: 0,
    vectors,
    chunksWithoutVectors,
    withoutVectors: withoutVectors.length > 0 ? withoutVectors : undefined,
    filterFaults: filterFaultsOf(context.snapshot, query),
    arePhrasesCut: check?.isCut() === true ? true : undefined,
    ...(prepared && notesOf(prepared)),
  });
}

/** Returns what the result of a search says about its words. */
function notesOf(prepared: PreparedQuery): Pick<IndexResult, "maxWordScore" | "termsLeftOut" | "expansions"> {
  const { termsLeftOut, expansions } = prepared;
  return {
    maxWordScore: maxScoreOf(prepared),
    termsLeftOut: termsLeftOut > 0 ? termsLeftOut : undefined,
    expansions: expansions.length > 0 ? expansions : undefined,
  };
}

function filterFaultsOf({ segments }: Snapshot, { filter, scope }: MeteredQuery): IndexResult["filterFaults"] {
  if (filter === undefined) return undefined;
  const readable = segments.map((segment) => ({
    documents: segment.documents,
    chunks: segment.readable(scope).chunks,
  }));
  const faults = findFilterFaults(readable, filter);
  return faults.length === 0 ? undefined : faults;
}

/**
 * Checks the numbers of a query.
 *
 * @throws {InvalidArgumentError} if a limit, a weight or the vector's length is out of range
 */
function checkQuery({ words, vector }: IndexQuery): void {
  for (const { weight } of words?.alternatives ?? []) {
    if (!(weight > 0 && weight <= 1))
      throw new InvalidArgumentError(`An alternative has weight ${weight}; a weight is above 0 and at most 1.`);
  }
  for (const limit of [words?.limit, vector?.limit]) {
    if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1)) {
      throw new InvalidArgumentError(`The search limit is ${limit}; it must be a whole number of at least 1.`);
    }
  }
  if (vector && vector.values.length !== vector.space.dimensions) {
    throw new InvalidArgumentError(
      `The vector has ${vector.values.length} dimensions; its space has ${vector.space.dimensions}.`,
    );
  }
}

/** Creates the check for the query's phrases and conditions; undefined if it has none. */
export function prepareConditions(
  { snapshot, store, analyzer }: SearchContext,
  query: MeteredQuery,
): ConditionCheck | undefined {
  const titleOf = titlesIn(snapshot);
  return createConditionCheck(store, analyzer, languagesOf(snapshot, query.scope), titleOf, query);
}

/** Returns the word search of each segment that has one of the words. */
function wordSearchesOf(
  { snapshot }: SearchContext,
  { query, check }: CheckedQuery,
  prepared: PreparedQuery,
): readonly WordSearch[] {
  const searches: WordSearch[] = [];
  for (const [number, segment] of snapshot.segments.entries()) {
    const source = prepared.sourceOf.get(segment);
    if (source === undefined) continue;
    const readable = segment.allowed(query.scope, query.filter);
    const allowed = check ? check.narrow({ source, documents: segment.documents }, readable) : readable;
    searches.push({ segment: number, source, allowed });
  }
  return searches;
}

/** Returns the first `depth` chunks by words, best first. */
function rankByWords(
  { segments }: Snapshot,
  query: MeteredQuery,
  prepared: PreparedQuery,
  searches: readonly WordSearch[],
  depth: number,
): readonly ScoredChunk[] {
  query.work.spend(prepared.steps);
  const top = topListOver(segments, depth);
  if (query.words?.listsDocuments === true) listDocuments(searches, segments, top);
  else searchWords(searches, prepared, depth, top);
  return toScoredChunks(segments, top, 1 / GRID);
}
