import { type Bm25, isSameBm25 } from "../segment/bm25.ts";
import type { LexicalPart } from "../segment/read-lexical.ts";
import { IMPACT_LEVELS } from "../segment/write-lexical.ts";

/** From a stored bound, of 65,535, to the greatest impact that a posting has now. */
export type BoundOf = (stored: number) => number;

/** Rounding of the steps below must never make a bound smaller than what it bounds. */
const SLACK = 1 + 1e-12;

/** How many times as long the collection's chunks are as the segment's; 0 where the bounds are for other parameters. */
export function boundRatio({ reference }: LexicalPart, bm25: Bm25, averageLength: number): number {
  return isSameBm25(reference.bm25, bm25) ? (averageLength / reference.averageLength) * SLACK : 0;
}

/**
 * Stored bounds hold for the segment's own average length. Where the collection's is r times as long, each length norm
 * is at least 1/r of the stored one, and an impact of f / (f + n) at most f / (f + n / r).
 *
 * @param ratio  as `boundRatio` gives it
 */
export function createBounds(ratio: number): BoundOf {
  if (ratio === 0) return () => 1;
  if (ratio <= SLACK) return (stored) => stored / IMPACT_LEVELS;
  return (stored) => Math.min(1, SLACK / (1 + (IMPACT_LEVELS / stored - 1) / ratio));
}
