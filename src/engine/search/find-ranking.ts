import type { DocumentQuery } from "../../core/index.ts";
import type { StageResult } from "./explain/explain-hits.ts";
import type { QuestionVector } from "./find/embed-question.ts";
import type { Candidates } from "./find/find-candidates.ts";
import type { Rephrasing } from "./find/find-rephrased.ts";
import type { ReadQuery } from "./find/read-query.ts";
import { findAndRank } from "./find-and-rank.ts";
import { foldRanking } from "./fold-ranking.ts";
import type { MergedHit } from "./merge/merged-hit.ts";
import { orderStages } from "./order-stages.ts";
import { NOT_RERANKED, type Reranking, rerankRanking } from "./rerank/rerank-ranking.ts";
import type { SearchRequest, SearchServices, SearchSettings } from "./search-request.ts";
import type { StageTracer } from "./trace-stages.ts";

/** Folding removes candidates, so that each list has more of them than hits are asked for. */
const CANDIDATES_PER_HIT = 2;
/** Where folding removed too many, the lists are asked again, this many times as long. */
const DEEPER = 4;
const DEEPEST = 20_000;

/** What was found, in order, and how it came to be so. */
export interface Ranking extends Pick<Candidates, "query" | "warnings" | "generation"> {
  readonly stages: readonly StageResult[];
  readonly folded: readonly MergedHit[];
  readonly readings: Reranking["readings"];
}

interface Asked {
  readonly request: SearchRequest;
  readonly asked: ReadQuery;
  readonly settings: SearchSettings;
  readonly question: Promise<QuestionVector>;
  readonly rephrasings: readonly Rephrasing[];
  readonly trace: StageTracer;
}

/** Finds, ranks, reranks and folds until `limit` hits stand or the index has no more. */
export async function findRanking(services: SearchServices, search: Asked, signal: AbortSignal): Promise<Ranking> {
  const { request, asked, settings, question, rephrasings, trace } = search;
  const readable = { collection: request.collection, scope: request.scope };
  let reranking: Reranking | undefined;
  for (let depth = Math.max(settings.fusionDepth, CANDIDATES_PER_HIT * request.limit); ; depth *= DEEPER) {
    const found = await findAndRank(
      services,
      { request, asked, settings, question, rephrasings, depth },
      trace,
      signal,
    );
    // A longer list has the same beginning, which is all that the reranker reads.
    const known: Reranking = reranking ?? (await rerank(services, { ...search, readable, ...found }, signal));
    reranking = known;
    const { stages, order } = orderStages(found, known);
    const folded = await trace(
      "merge",
      () =>
        foldRanking(
          {
            store: services.store,
            readable,
            generation: found.generation,
            ...settings,
            limit: request.limit,
            query: request.query,
            ranking: order,
          },
          signal,
        ),
      (hits) => hits.length,
    );
    const isDone = folded.length >= request.limit || !found.isCut || depth * DEEPER > DEEPEST;
    const warnings = [...found.warnings, ...known.warnings];
    const { query, generation } = found;
    if (isDone) return { query, generation, warnings, stages, folded, readings: known.readings };
  }
}

async function rerank(
  { reranker, store }: SearchServices,
  asked: Asked & { readonly readable: DocumentQuery; readonly ranked: readonly StageResult[] },
  signal: AbortSignal,
): Promise<Reranking> {
  const before = asked.ranked.at(-1);
  if (reranker === undefined || before === undefined || before.chunks.length === 0) return NOT_RERANKED;
  const { settings, readable, trace } = asked;
  return trace(
    "rerank",
    () => rerankRanking({ reranker, store, readable, query: asked.asked.text, before, settings }, signal),
    ({ readings }) => readings.size,
  );
}
