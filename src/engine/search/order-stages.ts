import type { StageResult } from "./explain/explain-hits.ts";
import type { Ranked } from "./find-and-rank.ts";
import { liftHolding, type StagedChunk } from "./phrases/lift-holding.ts";
import type { Reranking } from "./rerank/rerank-ranking.ts";

/** What was reranked first, then the rest in its order; and before both what holds the quoted words. */
export function orderStages(
  { ranked, held }: Pick<Ranked, "ranked" | "held">,
  { stage: reranked }: Reranking,
): { readonly stages: readonly StageResult[]; readonly order: readonly StagedChunk[] } {
  const read = stagedChunks(reranked);
  const ids = new Set(read.map(({ chunkId }) => chunkId));
  const order = [...read, ...stagedChunks(ranked.at(-1)).filter(({ chunkId }) => !ids.has(chunkId))];
  const stages = reranked === undefined ? ranked : [...ranked, reranked];
  if (held.size === 0) return { stages, order };
  const lifted = liftHolding(order, held);
  const rest = order.filter(({ chunkId }) => !held.has(chunkId));
  return { stages: [...stages, lifted], order: [...stagedChunks(lifted), ...rest] };
}

function stagedChunks(result: StageResult | undefined): readonly StagedChunk[] {
  return result?.chunks.map((chunk) => ({ ...chunk, stage: result.stage })) ?? [];
}
