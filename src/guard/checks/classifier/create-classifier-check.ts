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
}

/** Steps that change how a text is written, and not what it says. Other readings come from codes in the text. */
const sameText = new Set(["normalised", "confusables", "html", "url", "spaced", "leet"]);

/**
 * Creates a guard from any classifier, such as an ONNX model or a service. It classifies the text and each
 * reading of it in other letters or decoded, until one fails. A score that is not a number from 0 to 1
 * makes the verdict `unmeasured`.
 *
 * The place is the whole text, since a classifier names none.
 */
export function createClassifierCheck(options: ClassifierOptions): Guard {
  const { id, version, threshold } = options;
  return {
    id,
    version,
    cost: "small-model",
    threshold,
    check: (input, signal) => check(input, options, signal),
  };
}

async function check(
  { text, views }: CheckInput,
  { id, classify, threshold }: ClassifierOptions,
  signal: AbortSignal,
): Promise<CheckResult> {
  let highest = 0;
  let evidence = "classifier";
  for (const view of views()) {
    const score = requireScore(await classify(view.text, signal));
    if (score > highest) evidence = view.steps.every((step) => sameText.has(step)) ? "classifier" : "decoded";
    highest = Math.max(highest, score);
    if (highest >= threshold) break;
    signal.throwIfAborted();
  }
  const span: GuardSpan = { start: 0, end: text.length, type: id, evidence };
  return { score: highest, spans: highest > 0 && text !== "" ? [span] : [] };
}

/** Throws for anything but a score, so that the verdict is unmeasured. The maximum of scores would hide it. */
function requireScore(score: number): number {
  if (score >= 0 && score <= 1) return score;
  throw new InvalidArgumentError("A classifier must return a score from 0 to 1.");
}
