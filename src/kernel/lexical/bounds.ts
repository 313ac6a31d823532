import { type Bm25, IMPACT_LEVELS, isSameBm25, type LexicalPart } from "../segment/index.ts";

/** From a stored bound, of 65,535, to the greatest impact that a posting has now. */
export type BoundOf = (stored: number) => number;

/** Rounding of the steps below must never make a bound smaller than what it bounds. */
const SLACK = 1 + 1e-12;

/**
 * Stored bounds hold for the segment's own average length. Where the collection's is r times as long, each length norm
 * is at least 1/r of the stored one, and an impact of f / (f + n) at most f / (f + n / r).
 */
export function createBounds(part: LexicalPart, bm25: Bm25, averageLength: number): BoundOf {
  if (!isSameBm25(part.reference.bm25, bm25)) return () => 1;
  const ratio = (averageLength / part.reference.averageLength) * SLACK;
  if (ratio <= SLACK) return (stored) => stored / IMPACT_LEVELS;
  return (stored) => Math.min(1, SLACK / (1 + (IMPACT_LEVELS / stored - 1) / ratio));
}
