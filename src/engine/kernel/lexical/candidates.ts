/** A term that stands for a word of the query: an occurrence of it counts as `share` of one of the word. */
export interface Member {
  readonly term: string;
  /** Above 0, at most 1. */
  readonly share: number;
}

/** Terms that may stand for a word, collected over the segments. */
export interface Candidates {
  /** @param chunks  live ones of one segment that have the term */
  offer(term: string, distance: number, chunks: number): void;
  /** The nearest terms, of these those that most chunks have; ties by the term. `known` counts all of that distance. */
  nearest(limit: number): { readonly members: readonly Member[]; readonly known: number };
}

export function createCandidates(): Candidates {
  const found = new Map<string, { distance: number; chunks: number }>();
  return {
    offer(term, distance, chunks) {
      if (chunks === 0) return;
      const known = found.get(term);
      found.set(term, {
        distance: Math.min(distance, known?.distance ?? distance),
        chunks: chunks + (known?.chunks ?? 0),
      });
    },
    nearest(limit) {
      const least = Math.min(...[...found.values()].map(({ distance }) => distance));
      const near = [...found].filter(([, { distance }]) => distance === least);
      near.sort(([left, one], [right, other]) => other.chunks - one.chunks || (left < right ? -1 : 1));
      const members = near.slice(0, limit).map(([term]) => ({ term, share: 1 / (1 + least) }));
      return { members, known: near.length };
    },
  };
}
