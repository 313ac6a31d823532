import { fuseRanks } from "./fuse-ranks.ts";
import { fuseScores } from "./fuse-scores.ts";
import type { FusedChunk, RankedList } from "./fusion.ts";

export type FusionMethod = "standard-scores" | "min-max" | "reciprocal-ranks";

/** Merges ranked lists; see `fuseScores` and `fuseRanks`, and decision 4 for the choice. */
export function fuse(lists: readonly RankedList[], depth: number, method: FusionMethod): readonly FusedChunk[] {
  switch (method) {
    case "standard-scores":
      return fuseScores(lists, depth, "deviation");
    case "min-max":
      return fuseScores(lists, depth, "range");
    case "reciprocal-ranks":
      return fuseRanks(lists, depth);
  }
}
