import type { ChunkStanding, PassageExplanation } from "../../core/index.ts";
import {
  type Chunk,
  type ChunkExplanation,
  canRead,
  type DocumentSummary,
  everything,
  type Hit,
  type IndexQuery,
  type Span,
  type StoreReader,
} from "../../core/index.ts";
import { matchesFilter } from "../kernel/index.ts";
import { checkRequest, findCollection } from "./check-request.ts";
import { type DeepRanks, rankDeeply } from "./explain/rank-deeply.ts";
import { standInStages } from "./explain/stand-in-stages.ts";
import { tellOutcome } from "./explain/tell-outcome.ts";
import { guardQuery } from "./guard-texts.ts";
import { type CollectionSearch, searchCollection } from "./search-collection.ts";
import { defaultSearchSettings, type SearchRequest, type SearchServices } from "./search-request.ts";

export interface ExplainRequest extends SearchRequest {
  readonly document: DocumentSummary;
  /** Only chunks that touch it. */
  readonly span?: Span;
}

export interface ExplainServices extends SearchServices, Pick<StoreReader, "chunksOfDocument"> {}

/** `shown`: the hits of the search, for whoever judges them further. */
interface Explained extends PassageExplanation {
  readonly shown: readonly Hit[];
}

/**
 * Searches, and says of the chunks of one document where they stand at every stage, and what became of them. It looks
 * past the request's scope and filter to say that these kept a chunk out: tell it only to whoever may read everything.
 *
 * @returns the chunks in reading order
 * @throws as `search`
 */
export async function explainPassages(
  services: ExplainServices,
  request: ExplainRequest,
  signal: AbortSignal,
): Promise<Explained> {
  checkRequest(request);
  const { document, query } = request;
  const collection = await findCollection(services.store, request.collection, signal);
  const chunks = await readAsked(services, request, signal);
  const guarded = await guardQuery(services, query, signal);
  const base = { query, collection: collection.name, document };
  if (guarded.query === undefined) {
    const outcome = { kind: "guarded", message: "A guard stops the query, so that nothing is searched." } as const;
    const standings = chunks.map((chunk) => ({ ...shownOf(chunk), stages: [], outcome }));
    return { ...base, hits: 0, shown: [], chunks: standings, warnings: guarded.warnings };
  }
  const asked = { ...request, query: guarded.query };
  const found = await searchCollection(services, asked, { collection, signal });
  const chunkIds = chunks.map(({ id }) => id);
  const { query: indexQuery } = found.ranking;
  const deep = await rankDeeply(services.index, { query: indexQuery, chunkIds }, signal);
  const explanations = await services.index.explain(indexQuery, chunkIds, signal);
  const unbound = await services.index.explain(withoutBounds(indexQuery), chunkIds, signal);
  const hits = found.hits.length;
  const standings = chunks.map((chunk, index) => {
    const explained = { explanation: explanations[index] ?? {}, unbound: unbound[index] ?? {} };
    return standingOf({ request: asked, found, deep }, chunk, explained);
  });
  const { rephrasings } = found;
  const phrased = rephrasings.length === 0 ? {} : { rephrasings };
  return { ...base, ...phrased, hits, shown: found.hits, chunks: standings, warnings: found.warnings };
}

async function readAsked(
  { chunksOfDocument }: Pick<ExplainServices, "chunksOfDocument">,
  { collection, document, span }: ExplainRequest,
  signal: AbortSignal,
): Promise<readonly Chunk[]> {
  const chunks = await chunksOfDocument({ collection, scope: everything, document: document.id }, signal);
  if (span === undefined) return chunks;
  return chunks.filter((chunk) => chunk.span.start < span.end && span.start < chunk.span.end);
}

/** As if everything could be read, and no document or chunk had to fit anything. */
function withoutBounds({ filter, phrases, ...query }: IndexQuery): IndexQuery {
  return { ...query, scope: everything };
}

interface Searched {
  readonly request: ExplainRequest;
  readonly found: CollectionSearch;
  readonly deep: DeepRanks;
}

function standingOf(
  { request, found, deep }: Searched,
  chunk: Chunk,
  { explanation, unbound }: { readonly explanation: ChunkExplanation; readonly unbound: ChunkExplanation },
): ChunkStanding {
  const { document, filter, scope } = request;
  const { fusionDepth } = { ...defaultSearchSettings, ...request.settings };
  const ran = { stages: found.ranking.stages, fusionDepth };
  const stages = standInStages(ran, { chunkId: chunk.id, deep, explanation });
  const hit = found.hits.find(({ chunkId, merged = [] }) => chunkId === chunk.id || merged.includes(chunk.id));
  const relevance = found.ranking.readings.get(chunk.id)?.relevance;
  const outcome = tellOutcome({
    stages,
    hits: found.hits.length,
    limit: request.limit,
    isReadable: canRead(scope, document.accessLabels),
    isFiltered: filter !== undefined && !matchesFilter(filter, document),
    isPhraseMissing: isFound(unbound) && !isFound(explanation),
    hasVector: request.mode === "lexical" || unbound.vectors !== undefined,
    isFolded: found.ranking.folded.some((one) => one.chunk.id === chunk.id || one.merged.includes(chunk.id)),
    ...(hit && { hit, isOwnHit: hit.chunkId === chunk.id }),
  });
  return {
    ...shownOf(chunk),
    stages,
    outcome,
    ...(hit && { hitRank: hit.rank }),
    ...(relevance !== undefined && { relevance }),
  };
}

function isFound({ words, vectors }: ChunkExplanation): boolean {
  return words !== undefined || vectors !== undefined;
}

function shownOf({ id, span, headingPath, text }: Chunk) {
  return { chunkId: id, span, headingPath, text };
}
