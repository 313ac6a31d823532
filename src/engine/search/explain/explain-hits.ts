import type { ChunkExplanation, Explanation, ScoredChunk, ScorePart, Stage, StageScore } from "../../../core/index.ts";

/** What a stage of the search found, best first; the fusion's chunks carry the lists' shares as parts. */
export interface StageResult {
  readonly stage: Stage;
  readonly chunks: readonly (ScoredChunk & { readonly parts?: readonly ScorePart[] })[];
}

/**
 * Says for each chunk which stages found it, with rank and score, and what the scores are made of.
 *
 * @param stages        in the order in which they ran
 * @param chunkIds      the chunks to explain
 * @param explanations  the index's own, in the order of `chunkIds`: terms by field, and the vectors' similarity
 * @returns             in the order of `chunkIds`; a stage that did not find a chunk is absent
 */
export function explainHits(
  stages: readonly StageResult[],
  chunkIds: readonly string[],
  explanations: readonly ChunkExplanation[],
): readonly Explanation[] {
  const asked = new Set(chunkIds);
  const rankings = stages.map((result) => ({ result, found: rankAsked(result, asked) }));
  return chunkIds.map((chunkId, index) => ({
    stages: rankings.flatMap(({ result, found }) => {
      const ranked = found.get(chunkId);
      return ranked === undefined ? [] : [stageScore(result.stage, ranked, explanations[index])];
    }),
  }));
}

interface RankedChunk {
  readonly rank: number;
  readonly score: number;
  readonly parts?: readonly ScorePart[];
}

function rankAsked({ chunks }: StageResult, asked: ReadonlySet<string>): ReadonlyMap<string, RankedChunk> {
  const found = new Map<string, RankedChunk>();
  for (const [index, chunk] of chunks.entries()) {
    if (asked.has(chunk.chunkId)) found.set(chunk.chunkId, { ...chunk, rank: index + 1 });
  }
  return found;
}

function stageScore(stage: Stage, { rank, score, parts }: RankedChunk, explanation?: ChunkExplanation): StageScore {
  const explained = stage === "words" || stage === "vectors" ? explanation?.[stage] : undefined;
  if (explained !== undefined) return { stage, rank, score: explained.score, parts: explained.parts };
  // The index no longer explains a chunk that was replaced since it was found; its score is then one part.
  return { stage, rank, score, parts: parts ?? [{ label: stage, value: score }] };
}
