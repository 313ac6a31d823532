import { isUnreadableState, type Warning } from "../../core/index.ts";
import { answerSettingsOf, type CallContext } from "../call/call-context.ts";
import { type Circumstances, calibrationBasis } from "./calibration-basis.ts";
import { chooseThreshold } from "./choose-threshold.ts";
import { findDrift } from "./find-drift.ts";
import { readCalibration } from "./read-calibration.ts";

/** Confidence from which a collection's answers are shown. */
export interface AnswerThreshold {
  /**
   * Minimum confidence of a shown answer. Absent for the answerer's own threshold; `Infinity` if no confidence is
   * enough.
   */
  readonly threshold?: number;
  readonly warnings: readonly Warning[];
}

/** Returns the threshold of the settings, or else of the collection's calibration. */
export async function calibratedThreshold(
  context: CallContext,
  asked: Circumstances,
  signal: AbortSignal,
): Promise<AnswerThreshold> {
  const { name } = asked.collection;
  const { threshold, maxWrongRate } = answerSettingsOf(context, name);
  if (threshold !== undefined) return { threshold, warnings: [] };
  const calibration = await readCalibration(context, name, signal).catch(warnOfState);
  if (calibration !== undefined && "code" in calibration) return { warnings: [calibration] };
  if (calibration === undefined) return { warnings: maxWrongRate === undefined ? [] : [missing(maxWrongRate)] };
  const rate = maxWrongRate ?? calibration.maxWrongRate;
  const chosen = chooseThreshold(calibration.outcomes, { maxWrongRate: rate, certainty: calibration.certainty });
  const drift = findDrift(calibration, await calibrationBasis(context, asked));
  const warnings = [
    ...(chosen === undefined ? [unreachable(rate)] : []),
    ...(drift.length === 0 ? [] : [outdated(drift.map((one) => one.name))]),
  ];
  return { threshold: chosen?.threshold ?? Number.POSITIVE_INFINITY, warnings };
}

/** Warns that `state.db` cannot be read: an answer needs its calibration only if there is one. */
function warnOfState(error: unknown): Warning {
  if (!isUnreadableState(error)) throw error;
  return {
    code: "state-unreadable",
    message: `${error.message} This question is answered without the collection's calibration, if it has one. ${error.hint ?? ""}`,
  };
}

function missing(rate: number): Warning {
  const message = `answer.maxWrongRate is ${rate}, but the collection was never calibrated, so this rate is not guaranteed. Run \`lydian calibrate QUESTIONS.jsonl\`.`;
  return { code: "calibration-missing", message };
}

function unreachable(rate: number): Warning {
  const message = `No threshold keeps wrong answers at or below ${percent(rate)}, so no answer is shown. \`lydian calibrate --show\` says what is missing.`;
  return { code: "wrong-rate-unreachable", message };
}

function outdated(names: readonly string[]): Warning {
  const message = `The wrong rate was calibrated before this changed: ${names.join(", ")}. Run \`lydian calibrate\` again.`;
  return { code: "calibration-outdated", message };
}

function percent(rate: number): string {
  return `${Number((100 * rate).toFixed(1))} %`;
}
