import { type Bm25, isSameBm25 } from "../segment/bm25.ts";
import type { LexicalPart } from "../segment/read-lexical.ts";
import { IMPACT_LEVELS } from "../segment/write-lexical.ts";

/** Returns the upper bound of an impact, from 0 to 1, for a bound stored in units of 1/65,535. */
export type BoundOf = (stored: number) => number;

/** Factor above 1 that keeps rounding errors from making a bound too small. */
const SLACK = 1 + 1e-12;

/**
 * Returns the ratio of the collection's average chunk length to the segment's; 0 if the segment's bounds were
 * computed for other parameters.
 */
export function boundRatio({ reference }: LexicalPart, bm25: Bm25, averageLength: number): number {
  return isSameBm25(reference.bm25, bm25) ? (averageLength / reference.averageLength) * SLACK : 0;
}

/**
 * Adapts stored bounds, which hold for the segment's own average length. If the collection's is r times as long, each
 * length norm is at least 1/r of the stored one. An impact f / (f + n) is then at most f / (f + n / r).
 *
 * @param ratio  r, from `boundRatio`; 0 gives bounds of 1
 */
export function createBounds(ratio: number): BoundOf {
  if (ratio === 0) return () => 1;
  if (ratio <= SLACK) return (stored) => stored / IMPACT_LEVELS;
  return (stored) => Math.min(1, SLACK / (1 + (IMPACT_LEVELS / stored - 1) / ratio));
}
