import type { Hit } from "../../../core/index.ts";

/** A hit stays when its words score at least this share of the best words. */
const leastWordsShare = 0.25;
/** A hit stays when its cosine is at most this much below the best one. */
const mostCosineBelow = 0.12;

/**
 * Leaves out hits that the reranker finds to be noise, and hits that are far below the best in every stage that could
 * have found them; order is kept. Of those that are no noise the best one of a stage always stays.
 */
export function cutNoise(all: readonly Hit[]): readonly Hit[] {
  const hits = all.filter(({ reading }) => reading?.isNoise !== true);
  const bestWords = Math.max(...hits.map((hit) => scoreOf(hit, "words")));
  const bestCosine = Math.max(...hits.map((hit) => scoreOf(hit, "vectors")));
  return hits.filter(
    (hit) =>
      hasNoStage(hit) ||
      (bestWords > 0 && scoreOf(hit, "words") >= leastWordsShare * bestWords) ||
      (Number.isFinite(bestCosine) && scoreOf(hit, "vectors") >= bestCosine - mostCosineBelow),
  );
}

function scoreOf(hit: Hit, wanted: "words" | "vectors"): number {
  return hit.explanation.stages.find(({ stage }) => stage === wanted)?.score ?? Number.NEGATIVE_INFINITY;
}

/** An outside engine may rank without saying how; then nothing is known against the hit. */
function hasNoStage(hit: Hit): boolean {
  return !hit.explanation.stages.some(({ stage }) => stage === "words" || stage === "vectors");
}
