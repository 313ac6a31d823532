import type { ScoredChunk, Stage } from "../../core/index.ts";
import type { StageResult } from "./candidates.ts";
import type { FusedRanking } from "./fuse/fuse-candidates.ts";
import type { Reranking } from "./rerank/rerank-chunks.ts";

/** Lowest score of any stage: cosines begin at -1, words and fusions at 0. */
const MIN_SCORE = -1;

/** A chunk with the stage that scored it. */
interface StagedChunk extends ScoredChunk {
  readonly stage: Stage;
}

/** The final order of the chunks, and the stages that led to it. */
export interface OrderedRanking {
  readonly stages: readonly StageResult[];
  readonly order: readonly ScoredChunk[];
}

/** Puts the reranked chunks first and the others behind them; chunks with the quoted words come before both. */
export function orderRanking(
  { stages, quotedIds }: Pick<FusedRanking, "stages" | "quotedIds">,
  { stage: reranked }: Pick<Reranking, "stage">,
): OrderedRanking {
  const first = stagedChunks(reranked);
  const firstIds = new Set(first.map(({ chunkId }) => chunkId));
  const order = [...first, ...stagedChunks(stages.at(-1)).filter(({ chunkId }) => !firstIds.has(chunkId))];
  const allStages = reranked === undefined ? stages : [...stages, reranked];
  if (quotedIds.size === 0) return { stages: allStages, order };

  const quoted = order.filter(({ chunkId }) => quotedIds.has(chunkId));
  const others = order.filter(({ chunkId }) => !quotedIds.has(chunkId));
  const lifted = liftQuoted(quoted, others);
  return { stages: [...allStages, lifted], order: [...lifted.chunks, ...others] };
}

function stagedChunks(result: StageResult | undefined): readonly StagedChunk[] {
  return result?.chunks.map((chunk) => ({ ...chunk, stage: result.stage })) ?? [];
}

/** Raises the scores of all chunks with the quoted words above those of the others; the parts of each score say so. */
function liftQuoted(quoted: readonly StagedChunk[], others: readonly StagedChunk[]): StageResult {
  const lift = others.reduce((best, { score }) => Math.max(best, score), 0) - MIN_SCORE;
  const chunks = quoted.map(({ stage, score, ...chunk }) => {
    const parts = [
      { label: stage, value: score },
      { label: "holds the quoted words", value: lift },
    ];
    return { ...chunk, score: score + lift, parts };
  });
  return { stage: "phrases", chunks };
}
