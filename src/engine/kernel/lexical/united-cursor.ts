import { impact, lengthNorm } from "../segment/bm25.ts";
import { BLOCK_SIZE } from "../segment/write-lexical.ts";
import { contribution } from "./grid.ts";
import type { CursorContext, TermCursor } from "./term-cursor.ts";
import type { UnitedPostings } from "./unite-postings.ts";

/**
 * Creates a cursor over the united postings of several terms. It computes the contribution to every chunk at once.
 *
 * @param weight  weight of the word that the terms stand for, in grid steps
 */
export function createUnitedCursor(
  context: Pick<CursorContext, "bm25" | "averageLength" | "weightedLengths">,
  { ordinals, frequencies }: UnitedPostings,
  weight: number,
): TermCursor {
  const { base, step } = lengthNorm(context.bm25, context.averageLength);
  const gains = frequencies.map((frequency, index) => {
    const length = context.weightedLengths[ordinals[index] ?? 0] ?? 0;
    return contribution(weight, impact(frequency, base + step * length));
  });
  const bounds = boundsOfBlocks(gains);
  let position = 0;
  const advanceTo = (ordinal: number): void => {
    while (position < ordinals.length && (ordinals[position] ?? 0) < ordinal) position++;
  };
  return {
    boundBetween(from, to) {
      advanceTo(from);
      let largest = 0;
      for (let at = position; at < ordinals.length && (ordinals[at] ?? 0) < to; at = nextBlock(at)) {
        largest = Math.max(largest, bounds[Math.floor(at / BLOCK_SIZE)] ?? 0);
      }
      return largest;
    },
    accumulate(from, to, sums) {
      advanceTo(from);
      for (; position < ordinals.length && (ordinals[position] ?? 0) < to; position++) {
        const index = (ordinals[position] ?? 0) - from;
        sums[index] = (sums[index] ?? 0) + (gains[position] ?? 0);
      }
    },
    contributionTo(ordinal) {
      advanceTo(ordinal);
      return ordinals[position] === ordinal ? (gains[position] ?? 0) : 0;
    },
  };
}

function nextBlock(at: number): number {
  return (Math.floor(at / BLOCK_SIZE) + 1) * BLOCK_SIZE;
}

function boundsOfBlocks(gains: Float64Array): Float64Array {
  return Float64Array.from({ length: Math.ceil(gains.length / BLOCK_SIZE) }, (_, block) =>
    gains.subarray(block * BLOCK_SIZE, (block + 1) * BLOCK_SIZE).reduce((largest, gain) => Math.max(largest, gain), 0),
  );
}
