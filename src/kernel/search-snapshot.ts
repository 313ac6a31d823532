import {
  type Analyzer,
  BlockCorruptError,
  type IndexQuery,
  type IndexResult,
  InvalidArgumentError,
  type ScoredChunk,
  type StoreReader,
} from "../core/index.ts";
import {
  alternativeTerms,
  analyzeQuery,
  expandWords,
  GRID,
  type PreparedWords,
  prepareWords,
  searchWords,
  type WordSearch,
  type WordSource,
} from "./lexical/index.ts";
import { createPhraseCheck, keepHolding, type PhraseCheck } from "./phrase/index.ts";
import { DEFAULT_BM25, type VectorsPart } from "./segment/index.ts";
import { createTopList, type TopList } from "./select/index.ts";
import type { LiveSegment, Snapshot } from "./snapshot/index.ts";
import { type LoadedVectors, searchVectors, searchVectorsInTurn, type VectorSource } from "./vector/index.ts";

/** One search's view of the index. */
export interface SearchContext {
  /** For the texts of chunks that may hold a phrase. */
  readonly store: StoreReader;
  readonly snapshot: Snapshot;
  readonly analyzer: Analyzer;
  readonly signal: AbortSignal;
  /** Whether words and vectors come and go, so that they are better used segment by segment. */
  readonly isBudgeted: boolean;
}

/** Searches by words, by vectors, or by both, within one generation. */
export async function searchSnapshot(context: SearchContext, query: IndexQuery): Promise<IndexResult> {
  const { snapshot } = context;
  checkQuery(query);
  const phrases = preparePhrases(context, query);
  const prepared = await prepareQuery(context, query);
  const words =
    query.words && prepared ? await findByWords(context, { query, phrases, prepared }, query.words.limit) : [];
  const vectors = query.vector ? await findByVector(context, { query, phrases }, query.vector) : [];
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

/** The query's terms under the statistics of the whole collection, whatever the reader may see of it. */
export async function prepareQuery(
  { snapshot, analyzer, signal }: SearchContext,
  { words, phrases }: Pick<IndexQuery, "words" | "phrases">,
): Promise<PreparedQuery | undefined> {
  if (words === undefined) return undefined;
  const sourceOf = new Map<LiveSegment, WordSource>();
  for (const segment of snapshot.segments) sourceOf.set(segment, await segment.words(signal));
  const sources = [...sourceOf.values()];
  const languages = languagesOf(snapshot);
  const terms = await analyzeQuery(analyzer, words.text, languages);
  const asWritten = [...(phrases ?? []), ...(words.asWritten ?? [])];
  const expanded = expandWords({ sources, analyzer, languages }, words, { phrases: asWritten, terms });
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

export function isOfSpace({ segment }: LiveSegment, { space }: NonNullable<IndexQuery["vector"]>): boolean {
  return segment.info.space?.fingerprint === space.fingerprint;
}

/** A query with what is known of its phrases. */
interface Asked {
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

async function findByVector(
  context: SearchContext,
  { query, phrases }: Asked,
  vector: NonNullable<IndexQuery["vector"]>,
): Promise<readonly ScoredChunk[]> {
  const { snapshot, signal, isBudgeted } = context;
  const { segments } = snapshot;
  const sources: LoadedVectors[] = [];
  for (const [segment, one] of segments.entries()) {
    if (!isOfSpace(one, vector)) continue;
    const allowed = one.allowed(query.scope, query.filter, vector.languages);
    const load = () => requireVectors(one, signal);
    sources.push({ segment, load, allowed: phrases ? phrases.narrow(await one.words(signal), allowed) : allowed });
  }
  const loaded: VectorSource[] = [];
  if (!isBudgeted) for (const source of sources) loaded.push({ ...source, part: await source.load() });
  const find = async (depth: number): Promise<readonly ScoredChunk[]> => {
    const top = topListOver(segments, depth);
    const request = { values: vector.values, limit: depth, exact: vector.exact ?? false };
    if (isBudgeted) await searchVectorsInTurn(sources, request, top);
    else searchVectors(loaded, request, top);
    return toScoredChunks(segments, top, 1);
  };
  return keepHolding(phrases, { limit: vector.limit, find }, context.signal);
}

/** Of a segment whose space is known: it has them. */
async function requireVectors(one: LiveSegment, signal: AbortSignal): Promise<VectorsPart> {
  const part = await one.vectors(signal);
  if (part !== undefined) return part;
  throw new BlockCorruptError(`Segment ${one.segment.info.id} has no vectors.`, { hint: "Run `lydian doctor`." });
}

function topListOver(segments: readonly LiveSegment[], limit: number): TopList {
  const chunks = segments.reduce((sum, { liveChunks }) => sum + liveChunks, 0);
  const idOf = (segment: number, ordinal: number): string => segments[segment]?.documents.chunkIds.at(ordinal) ?? "";
  return createTopList(Math.max(1, Math.min(limit, chunks)), idOf);
}

function toScoredChunks(segments: readonly LiveSegment[], top: TopList, unit: number): readonly ScoredChunk[] {
  return top.toArray().flatMap(({ segment, ordinal, score }) => {
    const documents = segments[segment]?.documents;
    if (!documents) return [];
    const documentId = documents.documentIds.at(documents.documentOfChunk[ordinal] ?? 0);
    return [{ chunkId: documents.chunkIds.at(ordinal), documentId, score: score * unit }];
  });
}
