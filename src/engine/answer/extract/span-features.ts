import { findMax, findMin, type Reading, type Span } from "../../../core/index.ts";
import type { Candidate } from "./find-candidate-sentences.ts";

/** Features of a sentence from the reader's answers. An unread passage counts like the worst one that was read. */
export interface SpanFeatures {
  /** 1 if an answer of the passage lies in the sentence. */
  readonly isPointedAt: number;
  /** Log odds of the best such answer against "no answer in this passage", from -12 to 12; -12 if there is none. */
  readonly spanOdds: number;
  /** Distance to the best answer of all passages, from 0 to 12; 12 if there is none. */
  readonly spanBehind: number;
  /** 1 if the sentence contains the best answer of its passage. */
  readonly holdsBest: number;
  /** Distance of the passage's relevance to the highest one, from 0 to 12. */
  readonly relevanceBehind: number;
}

/** Features of a sentence that the reader did not read. */
export const nothingRead: SpanFeatures = {
  isPointedAt: 0,
  spanOdds: 0,
  spanBehind: 0,
  holdsBest: 0,
  relevanceBehind: 0,
};

/** Log odds beyond which a higher value makes no difference. */
const MAX_ODDS = 12;

/** Measures each candidate, in order; undefined if no passage was read by a reranker that points at answers. */
export function measureSpans(candidates: readonly Candidate[]): readonly SpanFeatures[] | undefined {
  const readings = candidates.flatMap(({ passage }) => passage.hit.reading ?? []);
  const odds = readings.flatMap(({ answers = [] }) => answers.map(({ score }) => score));
  if (odds.length === 0) return undefined;
  const bestOdds = findMax(odds);
  const relevances = readings.map(({ relevance }) => relevance);
  const [best, worst] = [findMax(relevances), findMin(relevances)];
  return candidates.map((candidate) => measureSpan(candidate, bestOdds, best, worst));
}

function measureSpan(
  { passage, span }: Candidate,
  bestOdds: number,
  bestRelevance: number,
  worstRelevance: number,
): SpanFeatures {
  const { answers = [], relevance = worstRelevance }: Partial<Reading> = passage.hit.reading ?? {};
  const inside = answers.filter((answer) => overlaps(answer.span, span));
  const odds = inside.length === 0 ? undefined : findMax(inside.map(({ score }) => score));
  return {
    isPointedAt: odds === undefined ? 0 : 1,
    spanOdds: odds === undefined ? -MAX_ODDS : Math.min(MAX_ODDS, Math.max(-MAX_ODDS, odds)),
    spanBehind: odds === undefined ? MAX_ODDS : Math.min(MAX_ODDS, bestOdds - odds),
    holdsBest: answers[0] !== undefined && inside.includes(answers[0]) ? 1 : 0,
    relevanceBehind: Math.min(MAX_ODDS, bestRelevance - relevance),
  };
}

function overlaps(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}
