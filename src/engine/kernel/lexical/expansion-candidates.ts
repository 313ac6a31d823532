import { findMin } from "../../../core/index.ts";

/** A term that stands for a word of the query. */
export interface Member {
  readonly term: string;
  /** Share of an occurrence of the word that an occurrence of the term counts as; above 0, at most 1. */
  readonly share: number;
}

/** Nearest candidates for a word. */
export interface NearestTerms {
  readonly members: readonly Member[];
  /** Number of candidates at the same distance, those beyond the limit included. */
  readonly known: number;
}

/** Terms that may stand for a word, collected from all segments. */
export interface Candidates {
  /**
   * Adds a candidate.
   *
   * @param chunks  number of live chunks of one segment that contain the term
   */
  offer(term: string, distance: number, chunks: number): void;
  /** Returns whether no offered term occurs in any chunk. */
  isEmpty(): boolean;
  /** Returns the terms at the smallest distance, those with the most chunks first, ties by the term. */
  nearest(limit: number): NearestTerms;
}

/** Creates an empty collection of candidates. */
export function createCandidates(): Candidates {
  const candidates = new Map<string, { distance: number; chunks: number }>();
  return {
    offer(term, distance, chunks) {
      if (chunks === 0) return;
      const before = candidates.get(term);
      candidates.set(term, {
        distance: Math.min(distance, before?.distance ?? distance),
        chunks: chunks + (before?.chunks ?? 0),
      });
    },
    isEmpty: () => candidates.size === 0,
    nearest(limit) {
      const smallest = findMin([...candidates.values()].map(({ distance }) => distance));
      const nearest = [...candidates].filter(([, { distance }]) => distance === smallest);
      nearest.sort(([left, { chunks }], [right, other]) => other.chunks - chunks || (left < right ? -1 : 1));
      const members = nearest.slice(0, limit).map(([term]) => ({ term, share: 1 / (1 + smallest) }));
      return { members, known: nearest.length };
    },
  };
}
