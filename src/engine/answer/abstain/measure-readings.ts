import type { ContextPassage } from "../../../core/index.ts";

/** What a reranker that points at answers says of all passages together; 0 where none has read. */
export interface ReadingFeatures {
  /** Log odds of the best answer of all passages against none, from -12 to 12. */
  readonly bestOdds: number;
}

/** Beyond these log odds more makes no difference. */
const most = 12;

/** @param passages  everything that was put before the answerer */
export function measureReadings(passages: readonly ContextPassage[]): ReadingFeatures {
  const odds = passages.flatMap(({ hit }) => hit.reading?.answers?.map(({ score }) => score) ?? []);
  return { bestOdds: odds.length === 0 ? 0 : Math.min(most, Math.max(-most, ...odds)) };
}
