import type { StageResult } from "./explain/explain-hits.ts";
import type { QuestionVector } from "./find/embed-question.ts";
import type { Candidates } from "./find/find-candidates.ts";
import { findCandidates } from "./find/find-candidates.ts";
import type { ReadQuery } from "./find/read-query.ts";
import { foldRanking } from "./fold-ranking.ts";
import type { MergedHit } from "./merge/merged-hit.ts";
import { rankCandidates } from "./rank-candidates.ts";
import type { SearchRequest, SearchServices, SearchSettings } from "./search-request.ts";
import type { StageTracer } from "./trace-stages.ts";

/** Folding removes candidates, so that each list has more of them than hits are asked for. */
const CANDIDATES_PER_HIT = 2;
/** Where folding removed too many, the lists are asked again, this many times as long. */
const DEEPER = 4;
const DEEPEST = 20_000;

/** What was found, in order, and how it came to be so. */
export interface Ranking extends Pick<Candidates, "query" | "warnings"> {
  readonly stages: readonly StageResult[];
  readonly folded: readonly MergedHit[];
}

interface Asked {
  readonly request: SearchRequest;
  readonly asked: ReadQuery;
  readonly settings: SearchSettings;
  readonly question: Promise<QuestionVector>;
  readonly trace: StageTracer;
}

/** Finds, ranks and folds until `limit` hits stand or the index has no more. */
export async function findRanking(services: SearchServices, search: Asked, signal: AbortSignal): Promise<Ranking> {
  const { request, asked, settings, question, trace } = search;
  const readable = { collection: request.collection, scope: request.scope };
  for (let depth = Math.max(settings.fusionDepth, CANDIDATES_PER_HIT * request.limit); ; depth *= DEEPER) {
    const candidates = await findCandidates(services.index, { request, asked, question, depth }, trace, signal);
    const stages = rankCandidates(candidates, settings);
    const ranking = stages.at(-1)?.chunks ?? [];
    const folded = await trace(
      "merge",
      () =>
        foldRanking(
          { store: services.store, readable, ranking, ...settings, limit: request.limit, query: request.query },
          signal,
        ),
      (hits) => hits.length,
    );
    const isDone = folded.length >= request.limit || !candidates.isCut || depth * DEEPER > DEEPEST;
    if (isDone) return { query: candidates.query, warnings: candidates.warnings, stages, folded };
  }
}
