import { type ChunkExplanation, defined, type Stage, type StageStanding } from "../../../core/index.ts";
import { isLift, type StageResult } from "../candidates.ts";
import type { DeepRanks } from "./rank-deeply.ts";

/** Facts about the chunk besides the stages. */
interface ChunkFacts {
  readonly chunkId: string;
  readonly deepRanks: DeepRanks;
  readonly explanation: ChunkExplanation;
}

/**
 * Returns the rank of a chunk in each stage that ran. For words and vectors, it also finds ranks far below those that
 * took part in the fusion.
 */
export function standInStages(
  stages: readonly StageResult[],
  fusionDepth: number,
  chunk: ChunkFacts,
): readonly StageStanding[] {
  const isFused = stages.some(({ stage }) => stage === "fusion");
  const liftedCount = stages.find(isLift)?.chunks.length ?? 0;
  // Chunks that are lifted are fused separately from the others.
  const fusedDepth = fusionDepth + Math.min(fusionDepth, liftedCount);
  return stages.map((result) => {
    const size = result.chunks.length;
    const depth = isFused && isList(result.stage) ? Math.min(fusedDepth, size) : size;
    return { ...standIn(result, chunk), depth };
  });
}

function standIn({ stage, chunks }: StageResult, chunk: ChunkFacts): Omit<StageStanding, "depth"> {
  const { chunkId, deepRanks, explanation } = chunk;
  const position = chunks.findIndex((candidate) => candidate.chunkId === chunkId);
  const deepRank = isList(stage) ? deepRanks[stage].get(chunkId) : undefined;
  const explained = isList(stage) ? explanation[stage] : undefined;
  const rank = position >= 0 ? position + 1 : deepRank;
  if (rank === undefined) return { stage, parts: [] };

  const ranked = chunks[position];
  return {
    stage,
    ...defined({ rank, score: explained?.score ?? ranked?.score }),
    parts: explained?.parts ?? ranked?.parts ?? [],
  };
}

function isList(stage: Stage): stage is "words" | "vectors" {
  return stage === "words" || stage === "vectors";
}
