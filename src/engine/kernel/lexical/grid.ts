/**
 * Scores are sums of multiples of 2^-32, kept as whole numbers while they are summed. Such sums are exact in a double
 * (up to 2^20), so that a chunk scores the same to the last digit however terms are ordered, skipped or spread over
 * segments.
 */
export const GRID = 2 ** 32;

/** Adding and subtracting it rounds a double below 2^51 to a whole number. */
export const ROUNDER = 1.5 * 2 ** 52;

/** What a term of this weight (in grid steps) brings at an impact from 0 to 1. */
export function contribution(weight: number, impact: number): number {
  return weight * impact + ROUNDER - ROUNDER;
}
