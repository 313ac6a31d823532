import type { ScoredChunk, ScorePart, Stage } from "../../../core/index.ts";

/** No stage scores lower: words and fusions from 0 on, cosines from here. */
const LOWEST = -1;

/** A ranking's chunk with the stage that scored it. */
export interface StagedChunk extends ScoredChunk {
  readonly stage: Stage;
}

interface LiftedStage {
  readonly stage: Stage;
  readonly chunks: readonly (ScoredChunk & { readonly parts: readonly ScorePart[] })[];
}

/**
 * The stage that puts the chunks that hold the quoted words first, in the order that they have, and says so: to the score
 * that each has it adds as much as lifts all of them above the rest.
 *
 * @param order  best first
 * @param held   ids of the chunks that hold the words
 * @returns      those chunks, with parts that sum
 */
export function liftHolding(order: readonly StagedChunk[], held: ReadonlySet<string>): LiftedStage {
  const rest = order.filter(({ chunkId }) => !held.has(chunkId));
  const lift = rest.reduce((best, { score }) => Math.max(best, score), 0) - LOWEST;
  const chunks = order
    .filter(({ chunkId }) => held.has(chunkId))
    .map(({ stage, score, ...chunk }) => {
      const parts = [
        { label: stage, value: score },
        { label: "holds the quoted words", value: lift },
      ];
      return { ...chunk, score: score + lift, parts };
    });
  return { stage: "phrases", chunks };
}
