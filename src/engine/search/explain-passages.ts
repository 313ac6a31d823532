import {
  type Chunk,
  type ChunkExplanation,
  type ChunkStanding,
  canRead,
  type DocumentSummary,
  defined,
  everything,
  type Hit,
  type IndexQuery,
  type PassageExplanation,
  type Span,
  type StoreReader,
} from "../../core/index.ts";
import { matchesFilter } from "../kernel/index.ts";
import { checkRequest, findCollection } from "./check-request.ts";
import { findOutcome } from "./explain/find-outcome.ts";
import { type DeepRanks, rankDeeply } from "./explain/rank-deeply.ts";
import { standInStages } from "./explain/stand-in-stages.ts";
import { describeConditions } from "./find/warn-of-conditions.ts";
import { FUSION_DEPTH } from "./fuse/fuse-candidates.ts";
import { guardQuery } from "./guard-query-and-hits.ts";
import { runStages, type SearchTrail } from "./search.ts";
import type { SearchRequest, SearchServices } from "./search-request.ts";
import { beginSearch } from "./search-run.ts";

export interface ExplainRequest extends SearchRequest {
  readonly document: DocumentSummary;
  /** Limits the explanation to the chunks that overlap this span. */
  readonly span?: Span;
}

export interface ExplainServices extends SearchServices, Pick<StoreReader, "chunksOfDocument"> {}

/** The explanation with the hits of the search, which the caller may judge further. */
interface ExplainedSearch extends PassageExplanation {
  readonly shown: readonly Hit[];
}

/**
 * Searches, and explains for each chunk of one document its rank in every stage and its outcome. It looks past the
 * request's scope and filter to say whether they kept a chunk out, so show it only to callers who may read everything.
 *
 * @returns the chunks in reading order
 * @throws the errors of `search`
 */
export async function explainPassages(
  services: ExplainServices,
  request: ExplainRequest,
  signal: AbortSignal,
): Promise<ExplainedSearch> {
  checkRequest(request);
  const { document } = request;
  const collection = await findCollection(services.store, request.collection, signal);
  const chunks = await readChunks(services, request, signal);
  const base = { query: request.query, collection: collection.name, document };

  const { query, warnings } = await guardQuery(services, request.query, signal);
  if (query === undefined) {
    const outcome = { kind: "guarded", message: "A guard stops the query, so nothing is searched." } as const;
    const standings = chunks.map((chunk) => ({ ...describeChunk(chunk), stages: [], outcome }));
    return { ...base, hits: 0, shown: [], chunks: standings, warnings };
  }

  const guardedRequest = { ...request, query };
  const trail = await runStages(beginSearch(services, guardedRequest, { collection, signal }));

  const chunkIds = chunks.map(({ id }) => id);
  const deepRanks = await rankDeeply(services.index, trail.query, chunkIds, signal);
  const explanations = await services.index.explain(trail.query, chunkIds, signal);
  const unbound = await services.index.explain(withoutBounds(trail.query, document), chunkIds, signal);
  const standings = chunks.map((chunk, index) =>
    standingOf(guardedRequest, trail, deepRanks, chunk, explanations[index] ?? {}, unbound[index] ?? {}),
  );

  return {
    ...base,
    ...defined({ rephrasings: trail.rephrasings.length === 0 ? undefined : trail.rephrasings }),
    hits: trail.hits.length,
    shown: trail.hits,
    chunks: standings,
    warnings: [...warnings, ...trail.warnings],
  };
}

/** Reads the document's chunks that overlap the request's span. */
async function readChunks(
  { chunksOfDocument }: Pick<ExplainServices, "chunksOfDocument">,
  { collection, document, span }: ExplainRequest,
  signal: AbortSignal,
): Promise<readonly Chunk[]> {
  const chunks = await chunksOfDocument({ collection, scope: everything, document: document.id }, signal);
  if (span === undefined) return chunks;
  return chunks.filter((chunk) => chunk.span.start < span.end && span.start < chunk.span.end);
}

/**
 * Returns the query without filter, conditions and required phrases, in a scope that includes the document. Other
 * documents that the caller may not read must not decide what is said of this one.
 */
function withoutBounds(
  { filter, phrases, conditions, scope, ...query }: IndexQuery,
  { accessLabels }: Pick<DocumentSummary, "accessLabels">,
): IndexQuery {
  return { ...query, scope: canRead(scope, accessLabels) ? scope : everything };
}

/**
 * Describes the rank of a chunk in each stage, and its outcome.
 *
 * @param unbound  explanation of the same chunk for the query without filter, phrases,
 *                 conditions and, if need be, scope
 */
function standingOf(
  request: ExplainRequest,
  trail: SearchTrail,
  deepRanks: DeepRanks,
  chunk: Chunk,
  explanation: ChunkExplanation,
  unbound: ChunkExplanation,
): ChunkStanding {
  const { document, scope } = request;
  const { filter } = trail.query;
  const stages = standInStages(trail.stages, FUSION_DEPTH, { chunkId: chunk.id, deepRanks, explanation });
  const hit = trail.hits.find(({ chunkId, merged = [] }) => chunkId === chunk.id || merged.includes(chunk.id));
  const outcome = findOutcome({
    stages,
    hits: trail.hits.length,
    limit: request.limit,
    isReadable: canRead(scope, document.accessLabels),
    isFiltered: filter !== undefined && !matchesFilter(filter, document),
    isPhraseMissing: isFound(unbound) && !isFound(explanation),
    conditions: describeConditions(trail.conditions),
    hasVector: request.mode === "lexical" || unbound.vectors !== undefined,
    isFolded: trail.folded.some((folded) => folded.chunk.id === chunk.id || folded.merged.includes(chunk.id)),
    ...defined({ hit, isOwnHit: hit && hit.chunkId === chunk.id }),
  });
  return {
    ...describeChunk(chunk),
    stages,
    outcome,
    ...defined({ hitRank: hit?.rank, relevance: trail.readings.get(chunk.id)?.relevance }),
  };
}

function isFound({ words, vectors }: ChunkExplanation): boolean {
  return words !== undefined || vectors !== undefined;
}

function describeChunk({ id, span, headingPath, text }: Chunk) {
  return { chunkId: id, span, headingPath, text };
}
