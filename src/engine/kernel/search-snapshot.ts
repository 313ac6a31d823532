import {
  type Analyzer,
  type IndexQuery,
  type IndexResult,
  InvalidArgumentError,
  type ScoredChunk,
  type StoreReader,
} from "../../core/index.ts";
import { beginByVector, isOfSpace } from "./find-by-vector.ts";
import { alternativeTerms } from "./lexical/alternative-terms.ts";
import { analyzeQuery } from "./lexical/analyze-query.ts";
import { expandWords } from "./lexical/expand-words.ts";
import { GRID } from "./lexical/grid.ts";
import { type PreparedWords, prepareWords } from "./lexical/query-terms.ts";
import { searchWords, type WordSearch } from "./lexical/search-words.ts";
import { limitWordSource, type WordSource } from "./lexical/word-source.ts";
import { createPhraseCheck, type PhraseCheck } from "./phrase/create-phrase-check.ts";
import { keepHolding } from "./phrase/keep-holding.ts";
import { DEFAULT_BM25 } from "./segment/bm25.ts";
import type { LiveSegment } from "./snapshot/live-segment.ts";
import type { Snapshot } from "./snapshot/snapshots.ts";
import { topListOver, toScoredChunks } from "./top-of-segments.ts";
import type { ScanTeam } from "./vector/scan-team.ts";

/** One search's view of the index. */
export interface SearchContext {
  /** For the texts of chunks that may hold a phrase. */
  readonly store: StoreReader;
  readonly snapshot: Snapshot;
  readonly analyzer: Analyzer;
  readonly signal: AbortSignal;
  /** Whether words and vectors come and go, so that they are better used segment by segment. */
  readonly isBudgeted: boolean;
  /** With whom vectors are scanned; undefined where this thread does it alone. */
  readonly team: ScanTeam | undefined;
}

/** Searches by words, by vectors, or by both, within one generation. */
export async function searchSnapshot(context: SearchContext, query: IndexQuery): Promise<IndexResult> {
  const { snapshot } = context;
  checkQuery(query);
  const phrases = preparePhrases(context, query);
  const prepared = await prepareQuery(context, query);
  // Other threads scan vectors while this one looks for words.
  const begun = query.vector && (await beginByVector(context, { query, phrases }, query.vector));
  let words: readonly ScoredChunk[] = [];
  try {
    if (query.words && prepared) words = await findByWords(context, { query, phrases, prepared }, query.words.limit);
  } catch (error) {
    await begun?.abandon();
    throw error;
  }
  const vectors = begun ? await begun.finish() : [];
  const skipped = snapshot.segments.filter((one) => query.vector && !isOfSpace(one, query.vector));
  const chunksWithoutVectors = skipped.reduce((sum, { liveChunks }) => sum + liveChunks, 0);
  const { generation } = snapshot;
  const expansions = prepared?.expansions ?? [];
  return { generation, words, vectors, chunksWithoutVectors, ...(expansions.length > 0 ? { expansions } : {}) };
}

/** @throws {InvalidArgumentError} */
function checkQuery({ words, vector }: IndexQuery): void {
  for (const { weight } of words?.alternatives ?? []) {
    if (!(weight > 0 && weight <= 1))
      throw new InvalidArgumentError(`The weight of an alternative is ${weight}; it must be above 0 and at most 1.`);
  }
  for (const limit of [words?.limit, vector?.limit]) {
    if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1)) {
      throw new InvalidArgumentError(`A search's limit is ${limit}; it must be a whole number from 1.`);
    }
  }
  if (vector && vector.values.length !== vector.space.dimensions) {
    throw new InvalidArgumentError(
      `A vector of ${vector.values.length} dimensions was given for a space of ${vector.space.dimensions}.`,
    );
  }
}

/** A query's words, with the segments' words that they were looked up in: what is prepared belongs to these. */
export interface PreparedQuery extends PreparedWords {
  readonly sourceOf: ReadonlyMap<LiveSegment, WordSource>;
}

/**
 * The query's terms under the statistics of the whole collection, whatever the reader may see of it. Words are expanded by
 * terms of what the reader may see alone: others would be told in the warning, and so would that they are there.
 */
export async function prepareQuery(
  { snapshot, analyzer, signal }: SearchContext,
  { words, phrases, scope }: Pick<IndexQuery, "words" | "phrases" | "scope">,
): Promise<PreparedQuery | undefined> {
  if (words === undefined) return undefined;
  const sourceOf = new Map<LiveSegment, WordSource>();
  for (const segment of snapshot.segments) sourceOf.set(segment, await segment.words(signal));
  const sources = [...sourceOf.values()];
  const languages = languagesOf(snapshot);
  const terms = await analyzeQuery(analyzer, words.text, languages);
  const asWritten = [...(phrases ?? []), ...(words.asWritten ?? [])];
  const readable = [...sourceOf].map(([segment, source]) => limitWordSource(source, segment.allowed(scope, undefined)));
  const expanded = expandWords({ sources: readable, analyzer, languages }, words, { phrases: asWritten, terms });
  const alternatives = await alternativeTerms(analyzer, words.alternatives ?? [], { terms, languages });
  return { ...prepareWords(sources, { terms, alternatives, expanded }, DEFAULT_BM25), sourceOf };
}

/** What tells whether a chunk holds the query's phrases; undefined where there are none. */
export function preparePhrases(
  { snapshot, store, analyzer }: SearchContext,
  query: IndexQuery,
): PhraseCheck | undefined {
  return createPhraseCheck({ store, analyzer, languages: languagesOf(snapshot) }, query);
}

function languagesOf({ segments }: Snapshot): readonly string[] {
  return [...new Set(segments.flatMap(({ languages }) => languages))].sort();
}

/** A query with what is known of its phrases. */
export interface Asked {
  readonly query: IndexQuery;
  readonly phrases: PhraseCheck | undefined;
}

async function findByWords(
  context: SearchContext,
  { query, phrases, prepared }: Asked & { readonly prepared: PreparedQuery },
  limit: number,
): Promise<readonly ScoredChunk[]> {
  const { segments } = context.snapshot;
  const searches: WordSearch[] = [];
  for (const [segment, one] of segments.entries()) {
    const source = prepared.sourceOf.get(one);
    if (source === undefined) continue;
    const allowed = one.allowed(query.scope, query.filter);
    searches.push({ segment, source, allowed: phrases ? phrases.narrow(source, allowed) : allowed });
  }
  const find = (depth: number): readonly ScoredChunk[] => {
    const top = topListOver(segments, depth);
    searchWords(searches, { prepared, limit: depth }, top);
    return toScoredChunks(segments, top, 1 / GRID);
  };
  return keepHolding(phrases, { limit, find }, context.signal);
}
