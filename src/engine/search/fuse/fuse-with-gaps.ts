import { fuseScores } from "./fuse-scores.ts";
import type { FusedChunk, WeightedList } from "./join-shares.ts";

/** The lists of a search by words and by vectors, and the chunks that only words can find. */
export interface ListsWithGaps {
  readonly words: readonly WeightedList[];
  readonly vectors: readonly WeightedList[];
  /** Ids of the chunks in the lists by words that have no vector. */
  readonly withoutVectors: ReadonlySet<string>;
}

/**
 * Fuses lists while some chunks have no vector. Each of these keeps the rank that it has by words alone. The
 * chunks with vectors share the other ranks in the order of their fusion, which does not count the chunks
 * without: nothing moves up because another chunk lacks its vector. Without any vector the order is that of the
 * words, with all of them that of `fuseScores`.
 *
 * @param depth  ≥ 1
 * @returns      best first, with parts that sum to the score. A chunk without a vector gets a score between those of
 *               its neighbours; a separate part says how much that changes.
 * @see Decision 81
 */
export function fuseWithGaps({ words, vectors, withoutVectors }: ListsWithGaps, depth: number): readonly FusedChunk[] {
  const embedded = fuseScores([...words, ...vectors], depth, withoutVectors);
  if (withoutVectors.size === 0) return embedded;

  const byWords = fuseScores(words, depth);
  const rest = embedded[Symbol.iterator]();
  const order: FusedChunk[] = [];
  for (const chunk of byWords) {
    // There are at least as many embedded chunks as ranks for them: each one found by words is among them.
    const next = withoutVectors.has(chunk.chunkId) ? chunk : rest.next().value;
    if (next !== undefined) order.push(next);
  }
  for (const chunk of rest) order.push(chunk);
  return fitScores(order, withoutVectors);
}

/** Gives each chunk without a vector a score between those of the chunks beside it. */
function fitScores(order: readonly FusedChunk[], withoutVectors: ReadonlySet<string>): readonly FusedChunk[] {
  const isFixed = ({ chunkId }: FusedChunk) => !withoutVectors.has(chunkId);
  const lowest: number[] = [];
  let below = 0;
  for (const chunk of order.toReversed()) {
    if (isFixed(chunk)) below = chunk.score;
    lowest.push(below);
  }
  lowest.reverse();

  let above = Number.POSITIVE_INFINITY;
  return order.map((chunk, index) => {
    const score = isFixed(chunk) ? chunk.score : Math.min(above, Math.max(lowest[index] ?? 0, chunk.score));
    above = score;
    return score === chunk.score ? chunk : { ...chunk, score, parts: [...chunk.parts, rankPart(score - chunk.score)] };
  });
}

function rankPart(value: number) {
  return { label: "rank by words, without a vector", value };
}
