import {
  type Analyzer,
  type IndexQuery,
  type IndexResult,
  InvalidArgumentError,
  type ScoredChunk,
} from "../core/index.ts";
import { analyzeQuery, GRID, type PreparedWords, prepareWords, searchWords } from "./lexical/index.ts";
import { DEFAULT_BM25 } from "./segment/index.ts";
import { createTopList, type TopList } from "./select/index.ts";
import type { LiveSegment, Snapshot } from "./snapshot/index.ts";
import { searchVectors } from "./vector/index.ts";

/** One search's view of the index. */
export interface SearchContext {
  readonly snapshot: Snapshot;
  readonly analyzer: Analyzer;
  readonly signal: AbortSignal;
}

/** Searches by words, by vectors, or by both, within one generation. */
export async function searchSnapshot(context: SearchContext, query: IndexQuery): Promise<IndexResult> {
  const { snapshot } = context;
  checkQuery(query);
  const words = query.words ? await findByWords(context, query, query.words) : [];
  const vectors = query.vector ? await findByVector(context, query, query.vector) : [];
  const skipped = snapshot.segments.filter((one) => query.vector && !isOfSpace(one, query.vector));
  const chunksWithoutVectors = skipped.reduce((sum, { liveChunks }) => sum + liveChunks, 0);
  return { generation: snapshot.generation, words, vectors, chunksWithoutVectors };
}

/** @throws {InvalidArgumentError} */
function checkQuery({ words, vector }: IndexQuery): void {
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

/** The query's terms under the statistics of the whole collection, whatever the reader may see of it. */
export async function prepareQuery(
  { snapshot, analyzer, signal }: SearchContext,
  words: NonNullable<IndexQuery["words"]>,
): Promise<PreparedWords> {
  const sources = [];
  for (const segment of snapshot.segments) sources.push(await segment.words(signal));
  const languages = new Set(snapshot.segments.flatMap((segment) => segment.languages));
  return prepareWords(sources, analyzeQuery(analyzer, words.text, [...languages].sort()), DEFAULT_BM25);
}

export function isOfSpace({ segment }: LiveSegment, { space }: NonNullable<IndexQuery["vector"]>): boolean {
  return segment.info.space?.fingerprint === space.fingerprint;
}

async function findByWords(
  context: SearchContext,
  { scope, filter }: IndexQuery,
  words: NonNullable<IndexQuery["words"]>,
): Promise<readonly ScoredChunk[]> {
  const { segments } = context.snapshot;
  const prepared = await prepareQuery(context, words);
  const searches = [];
  for (const [segment, one] of segments.entries()) {
    searches.push({ segment, source: await one.words(context.signal), allowed: one.allowed(scope, filter) });
  }
  const top = topListOver(segments, words.limit);
  searchWords(searches, prepared, top);
  return toScoredChunks(segments, top, 1 / GRID);
}

async function findByVector(
  context: SearchContext,
  { scope, filter }: IndexQuery,
  vector: NonNullable<IndexQuery["vector"]>,
): Promise<readonly ScoredChunk[]> {
  const { segments } = context.snapshot;
  const sources = [];
  for (const [segment, one] of segments.entries()) {
    const part = isOfSpace(one, vector) ? await one.vectors(context.signal) : undefined;
    if (part) sources.push({ segment, part, allowed: one.allowed(scope, filter, vector.languages) });
  }
  const top = topListOver(segments, vector.limit);
  searchVectors(sources, { values: vector.values, limit: vector.limit, exact: vector.exact ?? false }, top);
  return toScoredChunks(segments, top, 1);
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
