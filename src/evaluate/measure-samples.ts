import { defined, type GuardVerdict } from "../core/index.ts";
import { findCounterparts, type GuardCounterpart, type GuardrailSample, readOpenaiSamples } from "../guard/index.ts";
import { wilsonInterval } from "./metrics/wilson-interval.ts";

export interface SampleRequest {
  /** Evaluation set in the format of OpenAI Guardrails: one JSON object a line. */
  readonly text: string;
  /** Path of the set, for messages. */
  readonly path: string;
  /** Returns the verdicts of all guards of a policy on a text. */
  readonly check: (text: string) => Promise<readonly Verdict[]>;
}

type Verdict = Pick<GuardVerdict, "guard" | "verdict"> & { readonly spans: readonly { readonly type: string }[] };

/** A share with its 95 % interval. */
export interface MeasuredShare {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Results of a policy on the samples of one trigger. A value is absent if it is divided by nothing. */
export interface TriggerMeasure {
  /** Name in the evaluation set: that of a guardrail, or the id of a guard. */
  readonly trigger: string;
  /** Guards of the policy that find it. */
  readonly guards: readonly string[];
  readonly samples: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  /** Samples that a guard could not measure. They are in no other count. */
  readonly unmeasured: number;
  readonly precision?: MeasuredShare;
  readonly recall?: MeasuredShare;
  readonly f1?: number;
}

/** Results of a policy on an evaluation set. */
export interface SampleReport {
  readonly samples: number;
  /** Results of each trigger, in the order in which the set first names them. */
  readonly triggers: readonly TriggerMeasure[];
  /** Triggers that no guard of the policy finds. */
  readonly withoutGuard: readonly string[];
}

/** One sample of a trigger, with the verdicts of the guards that find it. */
interface Outcome {
  readonly isExpected: boolean;
  readonly verdicts: readonly Verdict[];
  readonly isFound: boolean;
}

/**
 * Measures a policy on an evaluation set of OpenAI Guardrails. Each text is checked once. A trigger is found if a guard
 * that finds it fails.
 *
 * @throws {InvalidDataError} for a line of another form, with its number
 */
export async function measureSamples({ text, path, check }: SampleRequest): Promise<SampleReport> {
  const samples = await readOpenaiSamples(text, path);
  const outcomes = new Map<string, Outcome[]>();
  for (const sample of samples) addOutcomes(outcomes, sample, await check(sample.text));
  const measured = [...outcomes].map(([trigger, ofTrigger]) => measureTrigger(trigger, ofTrigger));
  return {
    samples: samples.length,
    triggers: measured.filter(({ guards }) => guards.length > 0),
    withoutGuard: measured.filter(({ guards }) => guards.length === 0).map(({ trigger }) => trigger),
  };
}

function addOutcomes(
  outcomes: Map<string, Outcome[]>,
  { expectedTriggers }: GuardrailSample,
  verdicts: readonly Verdict[],
): void {
  for (const [trigger, isExpected] of Object.entries(expectedTriggers)) {
    const counterparts = findCounterparts(trigger);
    const own = verdicts.filter(({ guard }) => counterparts.some((each) => each.guard === guard));
    const isFound = own.some((verdict) => counterparts.some((each) => isFoundBy(each, verdict)));
    outcomes.set(trigger, [...(outcomes.get(trigger) ?? []), { isExpected, isFound, verdicts: own }]);
  }
}

function isFoundBy({ guard, type }: GuardCounterpart, verdict: Verdict): boolean {
  if (guard !== verdict.guard || verdict.verdict !== "fail") return false;
  return type === undefined || verdict.spans.some((span) => span.type === type);
}

function measureTrigger(trigger: string, outcomes: readonly Outcome[]): TriggerMeasure {
  const isUnmeasured = ({ isFound, verdicts }: Outcome) =>
    !isFound && verdicts.some(({ verdict }) => verdict === "unmeasured");
  const measured = outcomes.filter((outcome) => !isUnmeasured(outcome));
  const count = (isExpected: boolean, isFound: boolean) =>
    measured.filter((outcome) => outcome.isExpected === isExpected && outcome.isFound === isFound).length;
  const [truePositives, falsePositives] = [count(true, true), count(false, true)];
  const [falseNegatives, trueNegatives] = [count(true, false), count(false, false)];
  const found = truePositives + falsePositives;
  const expected = truePositives + falseNegatives;
  return defined({
    trigger,
    guards: [...new Set(outcomes.flatMap(({ verdicts }) => verdicts.map(({ guard }) => guard)))].sort(),
    samples: outcomes.length,
    truePositives,
    falsePositives,
    falseNegatives,
    trueNegatives,
    unmeasured: outcomes.length - measured.length,
    precision: found > 0 ? shareOf(truePositives, found) : undefined,
    recall: expected > 0 ? shareOf(truePositives, expected) : undefined,
    f1: found + expected > 0 ? (2 * truePositives) / (found + expected) : undefined,
  });
}

function shareOf(hits: number, trials: number): MeasuredShare {
  const { value, interval } = wilsonInterval(hits, trials);
  return { value, low: interval[0], high: interval[1] };
}
