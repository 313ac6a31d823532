import {
  defined,
  type IndexQuery,
  type IndexResult,
  type ScoredChunk,
  type Warning,
  type WordExpansion,
} from "../../../core/index.ts";
import type { PhrasingCandidates } from "../candidates.ts";
import { matchSynonyms } from "../expand/match-synonyms.ts";
import type { Phrasing } from "./embed-question.ts";
import { type FindingRun, findWords, type WordQuery } from "./find-words.ts";
import { joinFilter, wordConditionsOf } from "./read-request.ts";
import { warnOfFilter } from "./warn-of-filter.ts";

/**
 * Finds the candidates of one phrasing. Words are searched while the phrasing is still being embedded. If the vector is
 * missing, the result has only the list by words.
 *
 * @param depth  maximum number of chunks in each list
 */
export async function findCandidates(run: FindingRun, phrasing: Phrasing, depth: number): Promise<PhrasingCandidates> {
  const { request } = run;
  const target = targetOf(run, phrasing);
  const wordQuery = wordQueryOf(run, phrasing, depth);

  const [byWords, byVectors] = await Promise.all([
    request.mode === "vector" ? undefined : findWords(run, target, wordQuery, phrasing.query),
    request.mode === "lexical" ? NOT_SEARCHED : findVectors(run, target, phrasing.vector, depth),
  ]);

  const generations = [byWords?.result.generation, byVectors.generation].filter((value) => value !== undefined);
  return {
    generation: new Set(generations).size === 1 ? generations[0] : undefined,
    maxWordScore: byWords?.result.maxWordScore ?? 0,
    ...defined({
      words: byWords?.result.words,
      vectors: byVectors.query === undefined ? undefined : byVectors.chunks,
      withoutVectors: byWords?.result.withoutVectors,
    }),
    query: { ...target, ...defined({ words: byWords?.words, vector: byVectors.query }) },
    warnings: [
      ...warnOfFilter(byWords?.result.filterFaults ?? byVectors.filterFaults ?? []),
      ...(byWords === undefined ? [] : warnOfCharacters(phrasing.query.charactersLeftOut)),
      ...warnOfLength(byWords?.result.termsLeftOut),
      ...warnOfExpansions(byWords?.result.expansions ?? []),
      ...byVectors.warnings,
    ],
    arePhrasesCut: byWords?.result.arePhrasesCut === true || byVectors.arePhrasesCut === true,
    isCut: [byWords?.result.words, byVectors.chunks].some((list) => list !== undefined && list.length >= depth),
  };
}

/** Returns the part of the index query that both lists share. */
function targetOf({ request, readable, indexWork: work }: FindingRun, { query, vectorsOf }: Phrasing): IndexQuery {
  const { collection, scope } = readable;
  const conditions = wordConditionsOf(query.conditions);
  return defined({
    collection,
    scope,
    filter: joinFilter(request.filter, query.conditions),
    conditions: conditions.length === 0 ? undefined : conditions,
    phrases: query.requiresPhrases ? query.phrases : undefined,
    vectorsOf,
    work,
  });
}

function wordQueryOf({ settings }: FindingRun, { query }: Phrasing, depth: number): WordQuery {
  const { words: text, phrases, prefixes } = query;
  const alternatives = matchSynonyms(text, phrases, settings.synonyms);
  return defined({
    text,
    limit: depth,
    correctsTypos: true,
    asWritten: phrases.length === 0 ? undefined : phrases,
    alternatives: alternatives.length === 0 ? undefined : alternatives,
    prefixes: prefixes.length === 0 ? undefined : prefixes,
    listsDocuments: query.listsDocuments ? true : undefined,
  });
}

interface VectorResult {
  readonly generation?: number;
  /** The vector that was searched; absent if there was none. */
  readonly query?: NonNullable<IndexQuery["vector"]>;
  readonly chunks: readonly ScoredChunk[];
  readonly arePhrasesCut?: boolean | undefined;
  readonly filterFaults?: IndexResult["filterFaults"] | undefined;
  readonly warnings: readonly Warning[];
}

const NOT_SEARCHED: VectorResult = { chunks: [], warnings: [] };

async function findVectors(
  { services, request, startStage, signal }: FindingRun,
  target: IndexQuery,
  embedding: Phrasing["vector"],
  depth: number,
): Promise<VectorResult> {
  const endStage = startStage("vectors");
  const { vector, warning } = await embedding;
  const warnings = warning === undefined ? [] : [warning];
  if (vector === undefined) {
    endStage(0);
    return { chunks: [], warnings };
  }

  const query = { ...vector, limit: depth, exact: request.exact ?? false };
  const result = await services.index.search({ ...target, vector: query }, signal);
  endStage(result.vectors.length);
  const skipped = result.chunksWithoutVectors;
  return {
    query,
    generation: result.generation,
    chunks: result.vectors,
    arePhrasesCut: result.arePhrasesCut,
    filterFaults: result.filterFaults,
    warnings: skipped > 0 ? [vectorsIncomplete(target.collection, skipped)] : [],
  };
}

function vectorsIncomplete(collection: string, skipped: number): Warning {
  const chunks = skipped === 1 ? "1 chunk has" : `${skipped} chunks have`;
  return {
    code: "vectors-incomplete",
    message: `In collection "${collection}" ${chunks} no vectors yet and can be found by words only; run \`lydian embed\`.`,
  };
}

/** Warns that the end of a query is not searched by words. */
function warnOfCharacters(charactersLeftOut: number): readonly Warning[] {
  if (charactersLeftOut === 0) return [];
  const characters = charactersLeftOut === 1 ? "character was" : `${charactersLeftOut} characters were`;
  return [{ code: "query-cut", message: `The last ${characters} not searched by words. Ask for less at once.` }];
}

/** Warns that a text is too long to search for each of its words. */
function warnOfLength(termsLeftOut = 0): readonly Warning[] {
  if (termsLeftOut === 0) return [];
  const words = termsLeftOut === 1 ? "1 word was" : `${termsLeftOut} words were`;
  return [{ code: "query-cut", message: `${words} not searched, since others say more. Ask for less at once.` }];
}

/** Warns which words of the query were replaced by others. */
function warnOfExpansions(expansions: readonly WordExpansion[]): readonly Warning[] {
  return expansions.flatMap((expansion) => {
    const { kind, word, terms, known } = expansion;
    if (kind === "typo") return terms.length === 0 ? [] : [spellingAssumed(expansion)];
    if (terms.length === 0) {
      return [{ code: "prefix-unknown", message: `No word of the collection begins with "${word}".` }];
    }
    if (known === terms.length) return [];
    const message = `${known} words begin with "${word}"; the ${terms.length} commonest were searched.`;
    return [{ code: "prefix-cut", message }];
  });
}

/** Shows terms as beginnings of words, since they are stems. */
function spellingAssumed({ word, terms }: WordExpansion): Warning {
  const shown = terms.map((term) => `"${term}…"`).join(", ");
  return {
    code: "spelling-assumed",
    message: `No text has the word "${word}"; it was searched as ${shown}. Put it in quotation marks to search it as written.`,
  };
}
