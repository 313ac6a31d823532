import type { ChunkExplanation, Stage, StageStanding } from "../../../core/index.ts";
import type { StageResult } from "./explain-hits.ts";
import type { DeepRanks } from "./rank-deeply.ts";

interface Asked {
  readonly chunkId: string;
  readonly deep: DeepRanks;
  readonly explanation: ChunkExplanation;
}

/**
 * Where a chunk stands in each stage that ran; for words and vectors also far below what took part.
 *
 * @param fusionDepth  how many ranks of each list take part where they are fused
 */
export function standInStages(
  { stages, fusionDepth }: { readonly stages: readonly StageResult[]; readonly fusionDepth: number },
  asked: Asked,
): readonly StageStanding[] {
  const isFused = stages.some(({ stage }) => stage === "fusion");
  const held = stages.find(({ stage }) => stage === "phrases")?.chunks.length ?? 0;
  // What holds the quoted words is fused by itself, and the rest by itself.
  const fused = fusionDepth + Math.min(fusionDepth, held);
  return stages.map((result) => {
    const depth = isFused && isList(result.stage) ? Math.min(fused, result.chunks.length) : result.chunks.length;
    return { ...standIn(result, asked), depth };
  });
}

function standIn({ stage, chunks }: StageResult, asked: Asked): Omit<StageStanding, "depth"> {
  const { chunkId, deep, explanation } = asked;
  const at = chunks.findIndex((chunk) => chunk.chunkId === chunkId);
  const list = isList(stage) ? { rank: deep[stage].get(chunkId), explained: explanation[stage] } : undefined;
  const rank = at >= 0 ? at + 1 : list?.rank;
  const own = chunks[at];
  const score = list?.explained?.score ?? own?.score;
  return {
    stage,
    ...(rank !== undefined && { rank }),
    ...(rank !== undefined && score !== undefined && { score }),
    parts: rank === undefined ? [] : (list?.explained?.parts ?? own?.parts ?? []),
  };
}

function isList(stage: Stage): stage is "words" | "vectors" {
  return stage === "words" || stage === "vectors";
}
