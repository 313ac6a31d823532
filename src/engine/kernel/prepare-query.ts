import type { AccessScope, IndexQuery, WorkBudget } from "../../core/index.ts";
import { alternativeTerms } from "./lexical/alternative-terms.ts";
import { analyzeQuery } from "./lexical/analyze-query.ts";
import { expandWords } from "./lexical/expand-words.ts";
import { type PreparedWords, prepareUnions, prepareWords, type QueryUnion } from "./lexical/query-terms.ts";
import type { WordSource } from "./lexical/word-source.ts";
import type { MeteredQuery } from "./metered-query.ts";
import type { SearchContext } from "./search-context.ts";
import { DEFAULT_BM25 } from "./segment/bm25.ts";
import { type BoundedCache, createBoundedCache } from "./select/bounded-cache.ts";
import type { LiveSegment } from "./snapshot/live-segment.ts";
import type { Snapshot } from "./snapshot/snapshots.ts";

/** Words of a query, prepared for the word sources of one snapshot's segments. */
export interface PreparedQuery extends PreparedWords {
  readonly sourceOf: ReadonlyMap<LiveSegment, WordSource>;
}

/** The words of a query after analysis and expansion, and where they are looked up. */
interface ReadWords {
  readonly sourceOf: ReadonlyMap<LiveSegment, WordSource>;
  readonly languages: readonly string[];
  /** Number of occurrences of each term in the query. */
  readonly terms: ReadonlyMap<string, number>;
  readonly unions: readonly QueryUnion[];
}

/** A query whose words are prepared. */
type WordsOfQuery = Pick<MeteredQuery, "words" | "phrases" | "scope" | "work">;

/** Cached queries of one request, prepared for one snapshot. */
interface Preparations {
  readonly snapshot: Snapshot;
  /** Words that were read. The key is the query without its alternatives and its limit. */
  readonly read: BoundedCache<string, Promise<ReadWords>>;
  /** Prepared queries. The key is the query without its limit. */
  readonly prepared: BoundedCache<string, Promise<PreparedQuery>>;
}

/** Maximum number of preparations that are kept for one request: its phrasings, each with and without quotations. */
const MAX_PREPARATIONS = 16;
/**
 * Preparations by the budget of their request: several searches of a request, and their explanations, have the same
 * words.
 */
const preparationsOf = new WeakMap<WorkBudget, Preparations>();
/** Steps for analysing a character of a query in one language. */
const STEPS_PER_CHARACTER = 4;

/**
 * Prepares a query's words with the statistics, the terms and the languages of the documents in the
 * scope. Nothing depends on other documents, so that neither a score nor a warning reveals their words. A
 * request prepares the same words once.
 */
export async function prepareQuery(context: SearchContext, query: WordsOfQuery): Promise<PreparedQuery | undefined> {
  const { words, scope, work } = query;
  if (words === undefined) return undefined;
  const { limit: _, alternatives = [], ...rest } = words;
  const asWritten = [...new Set([...(query.phrases ?? []), ...(words.asWritten ?? [])])];
  const key = JSON.stringify([scope, { ...rest, asWritten }]);
  const { read, prepared } = findPreparations(context.snapshot, work);
  return prepared.get(`${key}${JSON.stringify(alternatives)}`, async () => {
    const { terms, languages, unions, sourceOf } = await read.get(key, () =>
      readWords(context, query, words, asWritten),
    );
    const others = await alternativeTerms(context.analyzer, alternatives, terms, languages);
    const weighed = { terms, alternatives: others, unions, work };
    return { ...prepareWords([...sourceOf.values()], weighed, DEFAULT_BM25), sourceOf };
  });
}

function findPreparations(snapshot: Snapshot, work: WorkBudget): Preparations {
  const kept = preparationsOf.get(work);
  if (kept?.snapshot === snapshot) return kept;
  const created: Preparations = {
    snapshot,
    read: createBoundedCache(MAX_PREPARATIONS),
    prepared: createBoundedCache(MAX_PREPARATIONS),
  };
  preparationsOf.set(work, created);
  return created;
}

async function readWords(
  { snapshot, analyzer, signal }: SearchContext,
  { scope, work }: Pick<MeteredQuery, "scope" | "work">,
  words: NonNullable<IndexQuery["words"]>,
  asWritten: readonly string[],
): Promise<ReadWords> {
  const sourceOf = new Map<LiveSegment, WordSource>();
  for (const segment of snapshot.segments) {
    if (segment.readable(scope).count > 0) sourceOf.set(segment, await segment.words(scope, signal));
  }
  const sources = [...sourceOf.values()];
  const languages = languagesOf(snapshot, scope);
  work.spend(words.text.length * languages.length * STEPS_PER_CHARACTER);
  const { terms, questionLanguage } = await analyzeQuery(analyzer, words.text, languages);
  const context = { sources, analyzer, languages, questionLanguage, work };
  const expanded = expandWords(context, words, asWritten, terms);
  return { sourceOf, languages, terms, unions: prepareUnions(sources, expanded, work, DEFAULT_BM25) };
}

/** Returns the languages of the documents in a scope, sorted. */
export function languagesOf({ segments }: Snapshot, scope: AccessScope): readonly string[] {
  return [...new Set(segments.flatMap((segment) => segment.readable(scope).languages))].sort();
}
