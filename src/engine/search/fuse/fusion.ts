import type { ScoredChunk, ScorePart } from "../../../core/index.ts";

/** A list that takes part in a fusion. */
export interface RankedList {
  /** Names the list's share in the explanation. */
  readonly label: string;
  /** ≥ 0; weights need not sum to 1. */
  readonly weight: number;
  /** Best first; a chunk occurs at most once. */
  readonly chunks: readonly ScoredChunk[];
  /**
   * Score of what the list lacks although it is shorter than the depth: 0 for words, since such a list left nothing
   * out. Absent: the list's lowest score, since a chunk without a vector may still be near.
   */
  readonly absentScore?: number;
}

/** `parts` are the shares of the lists that found the chunk; they sum to `score`. */
export interface FusedChunk extends ScoredChunk {
  readonly parts: readonly ScorePart[];
}

/** What each chunk of one list is worth before its weight; a chunk that is not in the map is worth 0. */
export type ListShares = ReadonlyMap<string, number>;
