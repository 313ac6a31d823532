import { type CurvePoint, findMax } from "../../core/index.ts";
import { binomialTail, leastShown, upperBound } from "./binomial.ts";

/** Outcome of one calibration question. */
export interface Outcome {
  /** Confidence from 0 to 1; absent if there was no answer. */
  readonly confidence?: number;
  readonly isRight: boolean;
}

export interface WrongRatePromise {
  /** Maximum share of wrong answers among those shown; above 0, below 1. */
  readonly maxWrongRate: number;
  /** Probability that the rate is kept, over the random choice of the questions; from 0.5 to below 1. */
  readonly certainty: number;
}

/** Number of steps in the grid of thresholds from 0 to 1. */
const STEPS = 1_000;
const MAX_STARTS = 8;

/**
 * Chooses the lowest threshold that provably keeps the promise: Learn then Test, by fixed
 * sequences with several starts.
 *
 * The grid of thresholds does not depend on the data. A walk begins at the highest threshold that shows enough answers
 * to test the promise. It goes down as long as the exact binomial test rejects that more than the rate are wrong. A
 * walk needs its share of the error only once, however long it is. One early wrong answer can end a walk, so there are
 * several walks. Each begins where twice as many answers are shown as at the start of the walk before. Their number
 * depends on the promise and the number of questions, not on the answers. The guarantee is exact if more confident
 * answers are not wrong more often.
 *
 * @returns  undefined if no threshold provably keeps the promise
 * @see Angelopoulos, Bates, Candès, Jordan, Lei: Learn then Test, 2021, with the section on fixed sequence testing
 * @see Geifman, El-Yaniv: Selective Classification for Deep Neural Networks, NeurIPS 2017
 */
export function chooseThreshold(outcomes: readonly Outcome[], promise: WrongRatePromise): CurvePoint | undefined {
  const { maxWrongRate, certainty } = promise;
  const counts = countShown(outcomes);
  const starts = countStarts(outcomes.length, promise);
  const error = (1 - certainty) / starts;
  const isKept = ({ shown, wrong }: Count) => binomialTail(wrong, shown, maxWrongRate) <= error;
  const first = leastShown(maxWrongRate, error);
  const reached = Array.from({ length: starts }, (_, start) => {
    const from = counts.findIndex(({ shown }) => shown >= first * 2 ** start);
    if (from < 0) return -1;
    const failing = counts.findIndex((count, at) => at >= from && !isKept(count));
    const last = (failing < 0 ? counts.length : failing) - 1;
    return last < from ? -1 : last;
  });
  const best = counts[findMax(reached)];
  return best && describe(best, outcomes.length, certainty);
}

/** Returns the minimum number of questions that can prove the promise: all are answered, and no answer is wrong. */
export function leastQuestions({ maxWrongRate, certainty }: WrongRatePromise): number {
  return leastShown(maxWrongRate, 1 - certainty);
}

/**
 * Traces the curve of shown and wrong answers. For each step of the share of answered questions, it has the point where
 * that share is first reached.
 *
 * @param steps  maximum number of points, at least 1
 * @returns      points by descending threshold
 */
export function traceCurve(outcomes: readonly Outcome[], steps: number, certainty: number): readonly CurvePoint[] {
  const counts = countShown(outcomes).filter(({ shown }) => shown > 0);
  const most = counts.at(-1)?.shown ?? 0;
  const wanted = Array.from({ length: steps }, (_, step) => Math.min(most, ((step + 1) / steps) * outcomes.length));
  const chosen = new Set(wanted.map((least) => counts.find(({ shown }) => shown >= least)));
  return counts.filter((count) => chosen.has(count)).map((count) => describe(count, outcomes.length, certainty));
}

interface Count {
  readonly threshold: number;
  readonly shown: number;
  readonly wrong: number;
}

/** Counts shown and wrong answers at every threshold of the grid, from 1 down to 0. */
function countShown(outcomes: readonly Outcome[]): readonly Count[] {
  const sorted = outcomes
    .flatMap(({ confidence, isRight }) => (confidence === undefined ? [] : [{ confidence, isRight }]))
    .sort((a, b) => b.confidence - a.confidence);
  let shown = 0;
  let wrong = 0;
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const threshold = (STEPS - step) / STEPS;
    for (let next = sorted[shown]; next !== undefined && next.confidence >= threshold; next = sorted[shown]) {
      if (!next.isRight) wrong++;
      shown++;
    }
    return { threshold, shown, wrong };
  });
}

function countStarts(questions: number, { maxWrongRate, certainty }: WrongRatePromise): number {
  const doublings = Math.floor(Math.log2(questions / leastShown(maxWrongRate, 1 - certainty)));
  return Math.max(1, Math.min(MAX_STARTS, doublings + 1));
}

function describe({ threshold, shown, wrong }: Count, questions: number, certainty: number): CurvePoint {
  return {
    threshold,
    shown,
    wrong,
    coverage: questions === 0 ? 0 : shown / questions,
    wrongRate: shown === 0 ? 0 : wrong / shown,
    upperBound: upperBound(wrong, shown, 1 - certainty),
  };
}
