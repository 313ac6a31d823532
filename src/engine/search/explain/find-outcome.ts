import type { ChunkStanding, Stage, StageStanding } from "../../../core/index.ts";
import { isLift } from "../candidates.ts";

/** Facts about a chunk after a search. */
export interface ChunkFate {
  readonly stages: readonly StageStanding[];
  /** Number of hits that the search shows. */
  readonly hits: number;
  /** Maximum number of hits. */
  readonly limit: number;
  readonly isReadable: boolean;
  readonly isFiltered: boolean;
  /** True if only the quoted words or the conditions of the query kept the chunk out. */
  readonly isPhraseMissing: boolean;
  /** Conditions of the query, as its user reads them; empty if it has none. */
  readonly conditions: string;
  /** False if vectors are searched and the chunk has no vector. */
  readonly hasVector: boolean;
  /** True if the chunk ranked high enough to be folded into hits, alone or with another chunk. */
  readonly isFolded: boolean;
  readonly hit?: { readonly rank: number; readonly title: string };
  /** True if the chunk is the hit's best one, rather than folded into it. */
  readonly isOwnHit?: boolean;
}

type Outcome = ChunkStanding["outcome"];

/** Returns the first reason, in the order of the search, that kept a chunk out of the hits. */
export function findOutcome(fate: ChunkFate): Outcome {
  const { hit, isOwnHit } = fate;
  if (hit !== undefined && isOwnHit) return { kind: "shown", message: `It is hit ${hit.rank}.` };
  if (hit !== undefined) {
    return {
      kind: "folded",
      message: `It was folded into hit ${hit.rank}, as a neighbour or a duplicate.`,
    };
  }
  return findBound(fate) ?? findStage(fate);
}

function findBound({ isReadable, isFiltered, isPhraseMissing, conditions }: ChunkFate): Outcome | undefined {
  if (!isReadable) return { kind: "no-access", message: "Its document has access labels that the reader lacks." };
  if (isFiltered && conditions === "")
    return { kind: "filtered-out", message: "Its document does not match the filter." };
  if (isFiltered)
    return {
      kind: "filtered-out",
      message: `Its document does not match the filter and the conditions: ${conditions}.`,
    };
  if (isPhraseMissing && conditions !== "")
    return { kind: "condition-unmet", message: `It does not meet the conditions of the query: ${conditions}.` };
  if (isPhraseMissing) return { kind: "phrase-missing", message: "It does not contain the quoted words." };
  return undefined;
}

function findStage({ stages, hits, limit, hasVector, isFolded }: ChunkFate): Outcome {
  if (isFolded)
    return { kind: "guarded", message: "It was found, but a guard stopped it, or it was replaced in the meantime." };
  const ranked = stages.filter(({ rank }) => rank !== undefined);
  if (ranked.length === 0) {
    return hasVector
      ? { kind: "nothing-in-common", message: "It has no word of the question, and no other search found it." }
      : { kind: "not-embedded", message: "It has no word of the question, and no vector yet; run `lydian embed`." };
  }
  // Chunks that were not reranked, or are not lifted, keep the order of the stage before.
  const lastFullStage = stages.findLastIndex((standing) => standing.stage !== "reranker" && !isLift(standing));
  const within = stages.slice(Math.max(0, lastFullStage)).findLast(isWithin);
  if (within !== undefined) return beyond(within, { hits, limit });
  const ranks = ranked.map(({ stage, rank, depth }) => `${rank} by ${stage} (the first ${depth} take part)`);
  return { kind: "below-depth", message: `It ranks too low to take part: ${ranks.join(", ")}.` };
}

function isWithin({ rank, depth }: StageStanding): boolean {
  return rank !== undefined && rank <= depth;
}

const stagePhrases: Readonly<Record<Stage, string>> = {
  words: "by words",
  vectors: "by vectors",
  fusion: "after the fusion",
  reranker: "after reranking",
  phrases: "among the passages with the quoted words",
  definitions: "among the passages that define the name",
  survey: "in reading order",
};

function beyond({ stage, rank }: StageStanding, { hits, limit }: Pick<ChunkFate, "hits" | "limit">): Outcome {
  const message = `It ranks ${rank} ${stagePhrases[stage]}; the ${hits} better hits fill the limit of ${limit}.`;
  return { kind: "beyond-limit", message };
}
