import { type ContextPassage, findMax } from "../../../core/index.ts";

/** Features from the reader's answers in all passages; 0 if it read none. */
export interface ReadingFeatures {
  /** Log odds of the best answer of all passages against no answer, from -12 to 12. */
  readonly bestOdds: number;
}

/** Log odds beyond which a higher value makes no difference. */
const MAX_ODDS = 12;

/**
 * Measures the reader's answers.
 *
 * @param passages  all passages of the context
 */
export function measureReadings(passages: readonly ContextPassage[]): ReadingFeatures {
  const odds = passages.flatMap(({ hit }) => hit.reading?.answers?.map(({ score }) => score) ?? []);
  return { bestOdds: odds.length === 0 ? 0 : Math.min(MAX_ODDS, Math.max(-MAX_ODDS, findMax(odds))) };
}
