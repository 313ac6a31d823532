import {
  defined,
  type Hit,
  type IndexQuery,
  type SearchResult,
  type StageTrace,
  type Warning,
} from "../../core/index.ts";
import { buildHits } from "./build-hits.ts";
import type { StageResult } from "./candidates.ts";
import { checkRequest, findCollection } from "./check-request.ts";
import { type Phrasing, startPhrasing } from "./find/embed-question.ts";
import { findCandidates } from "./find/find-candidates.ts";
import { findDefinitions } from "./find/find-definitions.ts";
import { findQuoted } from "./find/find-quoted.ts";
import { findRephrased } from "./find/find-rephrased.ts";
import { plainQuery, type ReadQuery } from "./find/read-query.ts";
import { readRequest } from "./find/read-request.ts";
import type { QueryCondition } from "./find/split-query.ts";
import { warnOfConditions } from "./find/warn-of-conditions.ts";
import { createChunkFolder, type FoldedChunks } from "./fold/fold-chunks.ts";
import type { FoldedHit } from "./fold/folded-hit.ts";
import { FUSION_DEPTH, type FusedRanking, fuseCandidates } from "./fuse/fuse-candidates.ts";
import { guardHits, guardQuery } from "./guard-query-and-hits.ts";
import { type OrderedRanking, orderRanking } from "./order-ranking.ts";
import { placeHits } from "./place-hits.ts";
import type { Rephrased } from "./rephrase/create-rephraser.ts";
import { type Reranking, rerankChunks } from "./rerank/rerank-chunks.ts";
import type { SearchRequest, SearchServices } from "./search-request.ts";
import { beginSearch, type SearchRun } from "./search-run.ts";
import { warnOfLanguages } from "./warn-of-languages.ts";

/** Number of candidates in each list for each requested hit, since folding removes some of them. */
const CANDIDATES_PER_HIT = 2;
/** Factor by which the lists grow if folding removed too many candidates. */
const DEPTH_FACTOR = 4;
const MAX_DEPTH = 20_000;

/** The hits of a search with everything that led to them. */
export interface SearchTrail {
  readonly hits: readonly Hit[];
  /** Query that the index was searched with. */
  readonly query: IndexQuery;
  /** Conditions of the query that every hit meets. */
  readonly conditions: readonly QueryCondition[];
  /** Stages in the order in which they ranked. */
  readonly stages: readonly StageResult[];
  readonly folded: readonly FoldedHit[];
  readonly readings: Reranking["readings"];
  /** Other phrasings of the question that were searched too. */
  readonly rephrasings: readonly string[];
  readonly warnings: readonly Warning[];
  readonly trace: readonly StageTrace[];
}

/**
 * Finds passages by words, by vectors, or by both, fused; a reranker may reorder the first ones.
 *
 * @returns hits best first, at most `limit`, each with its place in the original and an explanation that sums. A higher
 *          limit adds hits at the end; only neighbours and duplicates at the edge may fold differently. In mode `hybrid`,
 *          missing vectors or a failed reranker are warnings, never errors.
 * @throws {InvalidArgumentError} if the query is blank or over 100,000 characters, or the limit is not from 1 to 1,000
 * @throws {CollectionNotFoundError} if the store has no such collection; the hint suggests similar names
 * @throws {LydianError} in mode `vector`, if the query cannot be embedded
 */
export async function search(
  services: SearchServices,
  request: SearchRequest,
  signal: AbortSignal,
): Promise<SearchResult> {
  signal.throwIfAborted();
  checkRequest(request);
  const startedMs = services.clock.monotonicMs();
  const { name: collection } = await findCollection(services.store, request.collection, signal);

  const { query, warnings } = await guardQuery(services, request.query, signal);
  if (query === undefined) {
    const durationMs = services.clock.monotonicMs() - startedMs;
    services.emit({ type: "searched", collection, hits: 0, durationMs });
    return { hits: [], warnings: [...(services.warnings ?? []), ...warnings], trace: [] };
  }
  const result = await findPassages(services, { ...request, query }, signal);
  return { ...result, warnings: [...warnings, ...result.warnings] };
}

/** Searches as `search` does, for a query that a guard has allowed. */
export async function findPassages(
  services: SearchServices,
  request: SearchRequest,
  signal: AbortSignal,
): Promise<SearchResult> {
  signal.throwIfAborted();
  checkRequest(request);
  const startedMs = services.clock.monotonicMs();
  const collection = await findCollection(services.store, request.collection, signal);

  const { hits, warnings, trace, rephrasings } = await runStages(
    beginSearch(services, request, { collection, signal }),
  );

  const durationMs = services.clock.monotonicMs() - startedMs;
  services.emit({ type: "searched", collection: collection.name, hits: hits.length, durationMs });
  return defined({ hits, warnings, trace, rephrasings: rephrasings.length === 0 ? undefined : rephrasings });
}

/** Runs the stages of a search: read, embed, rephrase, find, fuse, rerank, fold, place, guard, explain. */
export async function runStages(given: SearchRun): Promise<SearchTrail> {
  const query = await readRequest(given);
  // A list of documents has no words whose meaning could be searched.
  const run = query.listsDocuments ? byWordsOnly(given) : given;
  const { startStage } = run;
  const question = startPhrasing(run, query);
  const rephrased = await rephraseQuestion(run, query);
  const phrasings = rephrased.texts.map((text) => startPhrasing(run, plainQuery(text, query)));

  const { fused, reranking, ranking, folded } = await rankDeepEnough(run, query, question, phrasings);

  const endPlacing = startStage("place");
  const placed = await placeHits(run, folded.hits, fused.generation);
  endPlacing(placed.hits.length);
  const guarded = await guardHits(run, placed.hits);
  const grounds = { query: fused.query, stages: ranking.stages, readings: reranking.readings };
  const endExplaining = startStage("explain");
  const hits = await buildHits(run, guarded.hits, grounds);
  endExplaining(hits.length);

  return {
    hits,
    ...grounds,
    conditions: query.conditions,
    folded: folded.hits,
    rephrasings: rephrased.texts,
    warnings: [
      ...(run.services.warnings ?? []),
      ...(rephrased.warning === undefined ? [] : [rephrased.warning]),
      ...fused.warnings,
      ...warnOfConditions(query.conditions, hits.length),
      ...reranking.warnings,
      ...warnOfCut({ isFoldingCut: folded.isCut, areHitsCut: placed.isCut || guarded.isCut }),
      ...warnOfLanguages(run, fused.query, guarded.hits, placed.documents),
      ...guarded.warnings,
    ],
    trace: run.stageTraces,
  };
}

interface DeepRanking {
  readonly fused: FusedRanking;
  readonly reranking: Reranking;
  readonly ranking: OrderedRanking;
  readonly folded: FoldedChunks;
}

/** Finds, ranks and folds candidates. As long as folding leaves too few hits, it looks deeper into the lists. */
async function rankDeepEnough(
  run: SearchRun,
  query: ReadQuery,
  question: Phrasing,
  phrasings: readonly Phrasing[],
): Promise<DeepRanking> {
  const { request, startStage } = run;
  const folder = createChunkFolder(run);
  let reranking: Reranking | undefined;

  for (let depth = Math.max(FUSION_DEPTH, CANDIDATES_PER_HIT * request.limit); ; depth *= DEPTH_FACTOR) {
    const found = await findCandidates(run, question, depth);
    const rephrased = await findRephrased(run, phrasings, depth);
    const quoted = await findQuoted(run, query, found.query);
    const definitions = await findDefinitions(run, query, found.query);
    const fused = fuseCandidates(
      { question: found, rephrased, quoted, definitions },
      query.phrases,
      query.requiresPhrases,
    );

    // Deeper lists begin with the same chunks, and the reranker reads no others.
    reranking ??= await rerankChunks(run, query.text, fused.stages.at(-1));
    const ranking = orderRanking(fused, reranking);
    const endFolding = startStage("fold");
    const folded = await folder.fold(ranking.order, fused.generation);
    endFolding(folded.hits.length);

    const isFull = folded.hits.length >= request.limit;
    if (isFull || folded.isCut || !fused.isCut || depth * DEPTH_FACTOR > MAX_DEPTH)
      return { fused, reranking, ranking, folded };
  }
}

/**
 * Asks for other phrasings of the question, unless it is only quotations or conditions: those are searched as they are.
 */
async function rephraseQuestion(
  { services: { rephrase }, startStage, signal }: SearchRun,
  { text, requiresPhrases, listsDocuments }: ReadQuery,
): Promise<Rephrased> {
  if (rephrase === undefined || requiresPhrases || listsDocuments) return { texts: [] };
  const endStage = startStage("rephrase");
  const rephrased = await rephrase(text, signal);
  endStage(rephrased.texts.length);
  return rephrased;
}

/** Warns that the work of the request ended before all hits were there. */
function warnOfCut({ isFoldingCut, areHitsCut }: Record<"isFoldingCut" | "areHitsCut", boolean>): readonly Warning[] {
  if (!isFoldingCut && !areHitsCut) return [];
  const why = areHitsCut
    ? "The search took all the work that a request may take."
    : "Very many passages say the same, so not all of them were compared.";
  return [{ code: "candidates-cut", message: `${why} There may be other hits below these.` }];
}

function byWordsOnly(run: SearchRun): SearchRun {
  const { reranker: _, ...services } = run.services;
  return { ...run, services, request: { ...run.request, mode: "lexical" } };
}
