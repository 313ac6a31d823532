/**
 * Grid steps in a score of 1. Scores are sums of multiples of 2^-32, computed as whole numbers. Such sums are
 * exact in a double (up to a score of 2^20), so a chunk's score is bit-identical however terms are ordered,
 * skipped or spread over segments.
 */
export const GRID = 2 ** 32;

/** Constant that rounds a double below 2^51 to a whole number when it is added and then subtracted. */
export const ROUNDER = 1.5 * 2 ** 52;

/** Returns a term's contribution to a score in grid steps, from its weight in grid steps and its impact from 0 to 1. */
export function contribution(weight: number, impact: number): number {
  return weight * impact + ROUNDER - ROUNDER;
}
