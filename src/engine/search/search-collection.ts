import type { Collection, Hit, StageTrace, Warning } from "../../core/index.ts";
import { explainHits } from "./explain/explain-hits.ts";
import { embedQuestion } from "./find/embed-question.ts";
import { type ReadQuery, readQuery } from "./find/read-query.ts";
import { findRanking, type Ranking } from "./find-ranking.ts";
import { guardHits } from "./guard-texts.ts";
import { type PlacedHit, placeHits } from "./place-hits.ts";
import type { Rephrased } from "./rephrase/create-rephraser.ts";
import { highlightsOf } from "./rerank/highlights-of.ts";
import { joinReadings } from "./rerank/join-readings.ts";
import { defaultSearchSettings, type SearchRequest, type SearchServices } from "./search-request.ts";
import { type StageTracer, traceStages } from "./trace-stages.ts";
import { warnOfLanguages } from "./warn-of-languages.ts";

/** A search with all that led to its hits. */
export interface CollectionSearch {
  readonly hits: readonly Hit[];
  readonly ranking: Ranking;
  /** Other phrasings that were searched too. */
  readonly rephrasings: readonly string[];
  readonly warnings: readonly Warning[];
  readonly trace: readonly StageTrace[];
}

/** The search of a query that has been checked and has passed the guard. */
export async function searchCollection(
  services: SearchServices,
  request: SearchRequest,
  { collection, signal }: { readonly collection: Collection; readonly signal: AbortSignal },
): Promise<CollectionSearch> {
  const { trace, stages } = traceStages(services.clock);
  const settings = { ...defaultSearchSettings, ...request.settings };
  const asked = readQuery(request.query);
  const embed = (query: string) => embedQuestion(services.embedder, { query, mode: request.mode, collection }, signal);
  const question = embed(asked.text);
  // It may fail while the model still rephrases; whoever awaits it later is told.
  question.catch(() => undefined);
  const { texts, warning } = await rephrase(services, { asked, trace }, signal);
  const rephrasings = texts.map((text) => ({ text, question: embed(text) }));
  for (const one of rephrasings) one.question.catch(() => undefined);
  const ranking = await findRanking(services, { request, asked, settings, question, rephrasings, trace }, signal);
  const readable = { collection: collection.name, scope: request.scope };
  const { hits: placed, documents } = await trace(
    "places",
    () => placeHits({ store: services.store, readable, generation: ranking.generation }, ranking.folded, signal),
    (found) => found.hits.length,
  );
  const guarded = await guardHits(services, placed, signal);
  const hits = await trace(
    "explanations",
    () => explain(services, { ranking, hits: guarded.hits, unchanged: new Set(placed) }, signal),
    (explained) => explained.length,
  );
  const isHybrid = request.mode === "hybrid" && ranking.query.vector !== undefined;
  const shown = new Set(guarded.hits.map(({ documentId }) => documentId));
  const unread = isHybrid
    ? warnOfLanguages(
        services.embedder,
        documents.filter(({ id }) => shown.has(id)),
      )
    : [];
  const told = warning === undefined ? [] : [warning];
  const warnings = [...told, ...ranking.warnings, ...unread, ...guarded.warnings];
  return { hits, ranking, rephrasings: texts, warnings, trace: stages };
}

/** Quoted words alone are asked for as they are. */
async function rephrase(
  services: SearchServices,
  { asked, trace }: { readonly asked: ReadQuery; readonly trace: StageTracer },
  signal: AbortSignal,
): Promise<Rephrased> {
  const ask = services.rephrase;
  if (ask === undefined || asked.requiresPhrases) return { texts: [] };
  return trace(
    "rephrase",
    () => ask(asked.text, signal),
    ({ texts }) => texts.length,
  );
}

interface Found {
  readonly ranking: Ranking;
  readonly hits: readonly PlacedHit[];
  /** Those whose text the guard left as it is, so that spans of the document point at it. */
  readonly unchanged: ReadonlySet<PlacedHit>;
}

/** Ranks count the hits that are shown; the last stage that ranked gives the score. */
async function explain(
  { index }: SearchServices,
  { ranking, hits, unchanged }: Found,
  signal: AbortSignal,
): Promise<readonly Hit[]> {
  const chunkIds = hits.map(({ chunkId }) => chunkId);
  const explanations = explainHits(ranking.stages, chunkIds, await index.explain(ranking.query, chunkIds, signal));
  return hits.flatMap((hit, position) => {
    const explanation = explanations[position];
    const last = explanation?.stages.at(-1);
    if (explanation === undefined || last === undefined) return [];
    const reading = joinReadings(hit, ranking.readings);
    const highlights = reading === undefined || !unchanged.has(hit) ? [] : highlightsOf(reading);
    const read = { ...(reading && { reading }), ...(highlights.length > 0 && { highlights }) };
    return [{ ...hit, rank: position + 1, score: last.score, stage: last.stage, explanation, ...read }];
  });
}
