import { defined, type Hit, type Reading, type Span } from "../../core/index.ts";
import { explainHits } from "./explain/explain-hits.ts";
import type { FusedRanking } from "./fuse/fuse-candidates.ts";
import type { GuardedHit } from "./guard-query-and-hits.ts";
import type { OrderedRanking } from "./order-ranking.ts";
import { joinReadings } from "./rerank/join-readings.ts";
import type { Reranking } from "./rerank/rerank-chunks.ts";
import type { SearchRun } from "./search-run.ts";

/** Data that explain the hits: the query, the stages that ranked, and the readings of the reranker. */
interface Grounds extends Pick<FusedRanking, "query">, Pick<OrderedRanking, "stages">, Pick<Reranking, "readings"> {}

/**
 * Adds rank, score and explanation to each hit, and the reader's highlights. Ranks count the hits that are shown; the
 * last stage that ranked gives the score.
 */
export async function buildHits(
  { services: { index }, signal }: SearchRun,
  hits: readonly GuardedHit[],
  { query, stages, readings }: Grounds,
): Promise<readonly Hit[]> {
  const chunkIds = hits.map(({ hit }) => hit.chunkId);
  const explanations = explainHits(stages, chunkIds, await index.explain(query, chunkIds, signal));
  return hits.flatMap(({ hit, isRedacted }, position) => {
    const explanation = explanations[position];
    const last = explanation?.stages.at(-1);
    if (explanation === undefined || last === undefined) return [];

    const reading = joinReadings(hit, readings);
    // Spans of the document do not fit a text that a guard redacted.
    const highlights = reading === undefined || isRedacted ? [] : highlightsOf(reading);
    return [
      {
        ...hit,
        rank: position + 1,
        score: last.score,
        stage: last.stage,
        explanation,
        ...defined({ reading, highlights: highlights.length === 0 ? undefined : highlights }),
      },
    ];
  });
}

/** Returns the answers that the reader finds likelier than no answer in this passage, best first. */
function highlightsOf({ answers = [], isNoise = false }: Reading): readonly Span[] {
  return isNoise ? [] : answers.filter(({ score }) => score > 0).map(({ span }) => span);
}
