import { type GuardSpan, InvalidArgumentError } from "../../../core/index.ts";
import type { CheckInput, CheckResult, Guard } from "../../guard.ts";

/** Measures a text: certainty from 0 to 1 that it violates the guard. */
export type Classify = (text: string, signal: AbortSignal) => Promise<number> | number;

export interface ClassifierOptions {
  readonly id: string;
  /** Must change with the model, so that verdicts of different models are not mixed. */
  readonly version: string;
  readonly classify: Classify;
  /** Lowest score that fails if the policy sets none. */
  readonly threshold: number;
  /** A second measure, such as a judge, that is asked only if the first score is from `low` to `high`; its score then counts. */
  readonly uncertain?: { readonly low: number; readonly high: number; readonly judge: Classify };
}

/** Steps that change how a text is written, and not what it says. Other readings come from codes in the text. */
const sameText = new Set(["normalised", "confusables", "html", "url", "spaced", "leet"]);

/**
 * Creates a guard from any classifier, such as an ONNX model or a service. It classifies the text and each reading of it in other
 * letters or decoded, until one fails. A score that is no number from 0 to 1 makes the verdict `unmeasured`.
 *
 * The place is the whole text, since a classifier names none.
 */
export function createClassifierCheck(options: ClassifierOptions): Guard {
  const { id, version, threshold, uncertain } = options;
  return {
    id,
    version,
    cost: uncertain === undefined ? "small-model" : "language-model",
    threshold,
    check: (input, signal) => check(input, options, signal),
  };
}

async function check(
  { text, views }: CheckInput,
  options: ClassifierOptions,
  signal: AbortSignal,
): Promise<CheckResult> {
  let highest = 0;
  let evidence = "classifier";
  for (const view of views()) {
    const measured = await measure(view.text, options, signal);
    if (measured.score > highest) evidence = view.steps.every((step) => sameText.has(step)) ? measured.by : "decoded";
    highest = Math.max(highest, measured.score);
    if (highest >= options.threshold) break;
  }
  const span: GuardSpan = { start: 0, end: text.length, type: options.id, evidence };
  return { score: highest, spans: highest > 0 && text !== "" ? [span] : [] };
}

interface Measured {
  readonly score: number;
  readonly by: "classifier" | "judge";
}

async function measure(
  text: string,
  { classify, uncertain }: ClassifierOptions,
  signal: AbortSignal,
): Promise<Measured> {
  const score = requireScore(await classify(text, signal));
  signal.throwIfAborted();
  if (uncertain === undefined || score < uncertain.low || score > uncertain.high) return { score, by: "classifier" };
  return { score: requireScore(await uncertain.judge(text, signal)), by: "judge" };
}

/** Throws for anything but a score, so that the verdict is unmeasured. The maximum of scores would hide it. */
function requireScore(score: number): number {
  if (score >= 0 && score <= 1) return score;
  throw new InvalidArgumentError("A classifier must return a score from 0 to 1.");
}
