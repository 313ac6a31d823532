import type { ScoredChunk, ScorePart, Stage } from "../../core/index.ts";
import type { LiftedChunks, StageResult } from "./candidates.ts";
import type { FusedRanking } from "./fuse/fuse-candidates.ts";
import type { Reranking } from "./rerank/rerank-chunks.ts";

/** Lowest score of any stage: cosines begin at -1, words and fusions at 0. */
const MIN_SCORE = -1;

/** Labels of the part of a score that lifts a chunk. */
const liftLabels: Readonly<Record<LiftedChunks["stage"], string>> = {
  phrases: "holds the quoted words",
  definitions: "defines the name",
};

/** A chunk with the stage that scored it. */
interface StagedChunk extends ScoredChunk {
  readonly stage: Stage;
}

/** The final order of the chunks, and the stages that led to it. */
export interface OrderedRanking {
  readonly stages: readonly StageResult[];
  readonly order: readonly ScoredChunk[];
}

/** Puts the reranked chunks first and the others after them; chunks that are lifted come before both. */
export function orderRanking(
  { stages, lifted }: Pick<FusedRanking, "stages" | "lifted">,
  { stage: reranked }: Pick<Reranking, "stage">,
): OrderedRanking {
  const first = stagedChunks(reranked);
  const firstIds = new Set(first.map(({ chunkId }) => chunkId));
  const order = [...first, ...stagedChunks(stages.at(-1)).filter(({ chunkId }) => !firstIds.has(chunkId))];
  const allStages = reranked === undefined ? stages : [...stages, reranked];
  if (lifted === undefined) return { stages: allStages, order };

  const others = order.filter(({ chunkId }) => !lifted.ids.has(chunkId));
  const lift = others.reduce((best, { score }) => Math.max(best, score), 0) - MIN_SCORE;
  const chunks = order
    .filter(({ chunkId }) => lifted.ids.has(chunkId))
    .map((chunk) => liftChunk(chunk, { label: liftLabels[lifted.stage], value: lift }));
  return { stages: [...allStages, { stage: lifted.stage, chunks }], order: [...chunks, ...others] };
}

function stagedChunks(result: StageResult | undefined): readonly StagedChunk[] {
  return result?.chunks.map((chunk) => ({ ...chunk, stage: result.stage })) ?? [];
}

/** Raises the score of a chunk; the parts of the new score say why. */
function liftChunk({ stage, score, ...chunk }: StagedChunk, lift: ScorePart) {
  return { ...chunk, score: score + lift.value, parts: [{ label: stage, value: score }, lift] };
}
