import type { Reading, Span } from "../../../core/index.ts";
import type { Candidate } from "./find-candidate-sentences.ts";

/** What a reranker that points at answers says of one sentence. A passage that was not read counts as the worst read. */
export interface SpanFeatures {
  /** 1 when an answer of the passage lies in the sentence. */
  readonly isPointedAt: number;
  /** Log odds of the best such answer against "no answer in this passage", from -12 to 12; -12 when there is none. */
  readonly spanOdds: number;
  /** How far that is below the best answer of all passages, from 0 to 12; 12 when there is none. */
  readonly spanBehind: number;
  /** 1 when it holds the best answer of its passage. */
  readonly holdsBest: number;
  /** How far the passage's relevance is below the most relevant one's, from 0 to 12. */
  readonly relevanceBehind: number;
}

/** Where no reranker has read. */
export const nothingRead: SpanFeatures = {
  isPointedAt: 0,
  spanOdds: 0,
  spanBehind: 0,
  holdsBest: 0,
  relevanceBehind: 0,
};

/** Beyond these log odds more makes no difference. */
const most = 12;

/** One a candidate, in their order; undefined where no passage was read by a reranker that points at answers. */
export function measureSpans(candidates: readonly Candidate[]): readonly SpanFeatures[] | undefined {
  const readings = candidates.flatMap(({ passage }) => passage.hit.reading ?? []);
  const odds = readings.flatMap(({ answers = [] }) => answers.map(({ score }) => score));
  if (odds.length === 0) return undefined;
  const best = { odds: Math.max(...odds), relevance: Math.max(...readings.map(({ relevance }) => relevance)) };
  const worst = Math.min(...readings.map(({ relevance }) => relevance));
  return candidates.map((candidate) => measureSpan(candidate, best, worst));
}

function measureSpan(
  { passage, span }: Candidate,
  best: { readonly odds: number; readonly relevance: number },
  worstRelevance: number,
): SpanFeatures {
  const { answers = [], relevance = worstRelevance }: Partial<Reading> = passage.hit.reading ?? {};
  const own = answers.filter((answer) => overlaps(answer.span, span));
  const odds = own.length === 0 ? undefined : Math.max(...own.map(({ score }) => score));
  return {
    isPointedAt: odds === undefined ? 0 : 1,
    spanOdds: odds === undefined ? -most : Math.min(most, Math.max(-most, odds)),
    spanBehind: odds === undefined ? most : Math.min(most, best.odds - odds),
    holdsBest: answers[0] !== undefined && own.includes(answers[0]) ? 1 : 0,
    relevanceBehind: Math.min(most, best.relevance - relevance),
  };
}

function overlaps(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}
