import type { ChunkExplanation, Explanation, ScorePart, Stage, StageScore } from "../../../core/index.ts";
import type { StageResult } from "../candidates.ts";

/**
 * Explains each chunk: which stages found it, with rank and score, and the parts of each score.
 *
 * @param stages        in the order in which they ran
 * @param chunkIds      the chunks to explain
 * @param explanations  those of the index, in the order of `chunkIds`: terms by field, and the vectors' similarity
 * @returns             in the order of `chunkIds`; a stage that did not find a chunk is absent
 */
export function explainHits(
  stages: readonly StageResult[],
  chunkIds: readonly string[],
  explanations: readonly ChunkExplanation[],
): readonly Explanation[] {
  const wantedIds = new Set(chunkIds);
  const rankings = stages.map((result) => ({ stage: result.stage, ranks: ranksOf(result, wantedIds) }));
  return chunkIds.map((chunkId, index) => ({
    stages: rankings.flatMap(({ stage, ranks }) => {
      const rank = ranks.get(chunkId);
      return rank === undefined ? [] : [stageScore(stage, rank, explanations[index])];
    }),
  }));
}

/** Rank and score of a chunk in one stage. */
interface ChunkRank {
  readonly rank: number;
  readonly score: number;
  readonly parts?: readonly ScorePart[];
}

function ranksOf({ chunks }: StageResult, wantedIds: ReadonlySet<string>): ReadonlyMap<string, ChunkRank> {
  const ranks = new Map<string, ChunkRank>();
  for (const [index, chunk] of chunks.entries()) {
    if (wantedIds.has(chunk.chunkId)) ranks.set(chunk.chunkId, { ...chunk, rank: index + 1 });
  }
  return ranks;
}

function stageScore(stage: Stage, { rank, score, parts }: ChunkRank, explanation?: ChunkExplanation): StageScore {
  const explained = stage === "words" || stage === "vectors" ? explanation?.[stage] : undefined;
  if (explained !== undefined) return { stage, rank, score: explained.score, parts: explained.parts };
  // The index cannot explain a chunk that was replaced since it was found; its score is then one part.
  return { stage, rank, score, parts: parts ?? [{ label: stage, value: score }] };
}
