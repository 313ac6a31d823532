import { findMax, type Hit } from "../../../core/index.ts";

/** Minimum word score of a hit, relative to the best one. */
const MIN_WORDS_SHARE = 0.25;
/** Maximum distance of a hit's cosine to the best one. */
const MAX_COSINE_DISTANCE = 0.12;

/**
 * Removes the hits that the reranker considers noise, and those far below the best in every stage that could have found
 * them. The order stays, and so does the best hit of each stage that is not noise.
 */
export function cutNoise(all: readonly Hit[]): readonly Hit[] {
  const hits = all.filter(({ reading }) => reading?.isNoise !== true);
  const bestWords = findMax(hits.map((hit) => scoreOf(hit, "words")));
  const bestCosine = findMax(hits.map((hit) => scoreOf(hit, "vectors")));
  return hits.filter(
    (hit) =>
      hasNoStage(hit) ||
      (bestWords > 0 && scoreOf(hit, "words") >= MIN_WORDS_SHARE * bestWords) ||
      (Number.isFinite(bestCosine) && scoreOf(hit, "vectors") >= bestCosine - MAX_COSINE_DISTANCE),
  );
}

function scoreOf(hit: Hit, list: "words" | "vectors"): number {
  return hit.explanation.stages.find(({ stage }) => stage === list)?.score ?? Number.NEGATIVE_INFINITY;
}

/** Returns true for a hit of an outside engine that does not explain its ranking: such a hit stays. */
function hasNoStage(hit: Hit): boolean {
  return !hit.explanation.stages.some(({ stage }) => stage === "words" || stage === "vectors");
}
