import type { ChunkStanding, Stage, StageStanding } from "../../../core/index.ts";

/** What is known of a chunk after a search. */
export interface Known {
  readonly stages: readonly StageStanding[];
  /** How many hits the search shows, and at most. */
  readonly hits: number;
  readonly limit: number;
  readonly isReadable: boolean;
  readonly isFiltered: boolean;
  /** Only the quoted words kept the chunk out. */
  readonly isPhraseMissing: boolean;
  /** False where vectors are searched and the chunk has none. */
  readonly hasVector: boolean;
  /** It was ranked high enough, alone or within another hit. */
  readonly isFolded: boolean;
  readonly hit?: { readonly rank: number; readonly title: string };
  /** Whether the hit's own chunk is this one. */
  readonly isOwnHit?: boolean;
}

type Outcome = ChunkStanding["outcome"];

/** The first thing, in the order of the search, that kept a chunk out of the hits. */
export function tellOutcome(known: Known): Outcome {
  const { hit, isOwnHit } = known;
  if (hit !== undefined && isOwnHit) return { kind: "shown", message: `It is hit ${hit.rank}.` };
  if (hit !== undefined) {
    return {
      kind: "folded",
      message: `It was folded into hit ${hit.rank}, as its neighbour or since it says the same.`,
    };
  }
  return findBound(known) ?? findStage(known);
}

function findBound({ isReadable, isFiltered, isPhraseMissing }: Known): Outcome | undefined {
  if (!isReadable) return { kind: "no-access", message: "Its document has access labels that the reader lacks." };
  if (isFiltered) return { kind: "filtered-out", message: "Its document does not fit the filter." };
  if (isPhraseMissing) return { kind: "phrase-missing", message: "It does not have the words in quotation marks." };
  return undefined;
}

function findStage({ stages, hits, limit, hasVector, isFolded }: Known): Outcome {
  if (isFolded)
    return { kind: "guarded", message: "It was found, and a guard stopped it; or it was replaced meanwhile." };
  const ranked = stages.filter(({ rank }) => rank !== undefined);
  if (ranked.length === 0) {
    return hasVector
      ? { kind: "nothing-in-common", message: "It has no word of the question, and nothing else found it." }
      : { kind: "not-embedded", message: "It has no word of the question, and no vector yet; run `lydian embed`." };
  }
  // What the reranker does not read, or does not hold the quoted words, keeps the order of the stage before.
  const whole = stages.findLastIndex(({ stage }) => stage !== "reranker" && stage !== "phrases");
  const within = stages.slice(Math.max(0, whole)).findLast(isWithin);
  if (within !== undefined) return beyond(within, { hits, limit });
  const told = ranked.map(({ stage, rank, depth }) => `${rank} by ${stage} (the first ${depth} take part)`);
  return { kind: "below-depth", message: `It ranks too low to be looked at: ${told.join(", ")}.` };
}

function isWithin({ rank, depth }: StageStanding): boolean {
  return rank !== undefined && rank <= depth;
}

const places: Readonly<Record<Stage, string>> = {
  words: "by words",
  vectors: "by vectors",
  fusion: "after the fusion",
  reranker: "after reranking",
  phrases: "among what holds the quoted words",
  survey: "in reading order",
};

function beyond(
  { stage, rank }: StageStanding,
  { hits, limit }: { readonly hits: number; readonly limit: number },
): Outcome {
  const message = `It ranks ${rank} ${places[stage]}; the ${hits} better hits fill the limit of ${limit}.`;
  return { kind: "beyond-limit", message };
}
