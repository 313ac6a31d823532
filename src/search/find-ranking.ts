import type { DocumentQuery, ScoredChunk } from "../core/index.ts";
import type { StageResult } from "./explain/explain-hits.ts";
import type { QuestionVector } from "./find/embed-question.ts";
import type { Candidates } from "./find/find-candidates.ts";
import { findCandidates } from "./find/find-candidates.ts";
import type { ReadQuery } from "./find/read-query.ts";
import { foldRanking } from "./fold-ranking.ts";
import type { MergedHit } from "./merge/merged-hit.ts";
import { rankCandidates } from "./rank-candidates.ts";
import { NOT_RERANKED, type Reranking, rerankRanking } from "./rerank/index.ts";
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
  readonly trace: StageTracer;
}

/** Finds, ranks, reranks and folds until `limit` hits stand or the index has no more. */
export async function findRanking(services: SearchServices, search: Asked, signal: AbortSignal): Promise<Ranking> {
  const { request, asked, settings, question, trace } = search;
  const readable = { collection: request.collection, scope: request.scope };
  let reranking: Reranking | undefined;
  for (let depth = Math.max(settings.fusionDepth, CANDIDATES_PER_HIT * request.limit); ; depth *= DEEPER) {
    const candidates = await findCandidates(services, { request, asked, question, settings, depth }, trace, signal);
    const ranked = rankCandidates(candidates, settings);
    // A longer list has the same beginning, which is all that the reranker reads.
    const known: Reranking = reranking ?? (await rerank(services, { ...search, readable, ranked }, signal));
    reranking = known;
    const stages = known.stage === undefined ? ranked : [...ranked, known.stage];
    const folded = await trace(
      "merge",
      () =>
        foldRanking(
          {
            ...{
              store: services.store,
              readable,
              generation: candidates.generation,
              ...settings,
              limit: request.limit,
              query: request.query,
            },
            ranking: orderOf(ranked.at(-1)?.chunks ?? [], known),
          },
          signal,
        ),
      (hits) => hits.length,
    );
    const isDone = folded.length >= request.limit || !candidates.isCut || depth * DEEPER > DEEPEST;
    const warnings = [...candidates.warnings, ...known.warnings];
    const { query, generation } = candidates;
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

/** What was reranked first, then the rest in its order. */
function orderOf(ranking: readonly ScoredChunk[], { stage }: Reranking): readonly ScoredChunk[] {
  if (stage === undefined) return ranking;
  const first = new Set(stage.chunks.map(({ chunkId }) => chunkId));
  return [...stage.chunks, ...ranking.filter(({ chunkId }) => !first.has(chunkId))];
}
