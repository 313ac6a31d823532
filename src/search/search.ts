import type { Collection, Hit } from "../core/index.ts";
import type { SearchResult } from "../lydian.ts";
import { checkRequest, findCollection } from "./check-request.ts";
import { explainHits } from "./explain/explain-hits.ts";
import { embedQuestion } from "./find/embed-question.ts";
import { readQuery } from "./find/read-query.ts";
import { findRanking, type Ranking } from "./find-ranking.ts";
import { guardHits, guardQuery } from "./guard-texts.ts";
import { type PlacedHit, placeHits } from "./place-hits.ts";
import { joinReadings } from "./rerank/index.ts";
import { defaultSearchSettings, type SearchRequest, type SearchServices } from "./search-request.ts";
import { traceStages } from "./trace-stages.ts";
import { warnOfLanguages } from "./warn-of-languages.ts";

/**
 * Finds the passages that speak of the query: by words, by vectors, or by both, fused; the first ones may be reranked.
 *
 * @returns hits best first, at most `limit`, each with its place in the original and an explanation that sums. A higher
 *          limit adds hits at the end; only neighbours and duplicates at the edge may fold otherwise. Warnings, never
 *          errors, where mode `hybrid` had to do without vectors, or without the reranker.
 * @throws {InvalidArgumentError} if the query is blank or over 100,000 characters, or the limit not from 1 to 1,000
 * @throws {CollectionNotFoundError} if the store has no such collection; the hint names near ones
 * @throws {LydianError} in mode `vector`, when the query can not be embedded
 */
export async function search(
  services: SearchServices,
  request: SearchRequest,
  signal: AbortSignal,
): Promise<SearchResult> {
  signal.throwIfAborted();
  checkRequest(request);
  const startedMs = services.clock.monotonicMs();
  const collection = await findCollection(services.store, request.collection, signal);
  const guarded = await guardQuery(services, request.query, signal);
  const result =
    guarded.query === undefined
      ? { hits: [], warnings: guarded.warnings, trace: [] }
      : await searchCollection(services, { ...request, query: guarded.query }, { collection, signal });
  const durationMs = services.clock.monotonicMs() - startedMs;
  services.emit({ type: "searched", collection: collection.name, hits: result.hits.length, durationMs });
  return result;
}

async function searchCollection(
  services: SearchServices,
  request: SearchRequest,
  { collection, signal }: { readonly collection: Collection; readonly signal: AbortSignal },
): Promise<SearchResult> {
  const { trace, stages } = traceStages(services.clock);
  const settings = { ...defaultSearchSettings, ...request.settings };
  const asked = readQuery(request.query);
  const question = embedQuestion(services.embedder, { query: asked.text, mode: request.mode, collection }, signal);
  const ranking = await findRanking(services, { request, asked, settings, question, trace }, signal);
  const readable = { collection: collection.name, scope: request.scope };
  const placed = await trace(
    "places",
    () => placeHits({ store: services.store, readable }, ranking.folded, signal),
    (hits) => hits.length,
  );
  const guarded = await guardHits(services, placed, signal);
  const hits = await trace(
    "explanations",
    () => explain(services, { ranking, hits: guarded.hits }, signal),
    (explained) => explained.length,
  );
  const isHybrid = request.mode === "hybrid" && ranking.query.vector !== undefined;
  const unread = isHybrid ? await warnOfLanguages(services, { readable, hits: guarded.hits }, signal) : [];
  return { hits, warnings: [...ranking.warnings, ...unread, ...guarded.warnings], trace: stages };
}

/** Ranks count the hits that are shown; the last stage that ranked gives the score. */
async function explain(
  { index }: SearchServices,
  { ranking, hits }: { readonly ranking: Ranking; readonly hits: readonly PlacedHit[] },
  signal: AbortSignal,
): Promise<readonly Hit[]> {
  const chunkIds = hits.map(({ chunkId }) => chunkId);
  const explanations = explainHits(ranking.stages, chunkIds, await index.explain(ranking.query, chunkIds, signal));
  return hits.flatMap((hit, position) => {
    const explanation = explanations[position];
    const last = explanation?.stages.at(-1);
    if (explanation === undefined || last === undefined) return [];
    const reading = joinReadings(hit, ranking.readings);
    const read = reading === undefined ? {} : { reading };
    return [{ ...hit, rank: position + 1, score: last.score, stage: last.stage, explanation, ...read }];
  });
}
